#include "cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commands/commands.h"

namespace oauthctl::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

struct Found {
  std::vector<std::string> words;
  ValueKind values;
  GlobalOptions global;
};

Found complete_words(const std::vector<std::string>& words) {
  Found found;
  const Completion completion = complete(words, descriptions, global_options(), found.global);
  for (const Candidate& candidate : completion.candidates) found.words.push_back(candidate.word);
  found.values = completion.values;
  return found;
}

TEST(Completion, BeginsWithTheCommands) {
  EXPECT_THAT(complete_words({""}).words, IsSupersetOf({"login", "token", "completion"}));
  EXPECT_THAT(complete_words({}).words, Contains("login"));
  EXPECT_THAT(complete_words({"--json", "stat"}).words, ElementsAre("status"));
  EXPECT_THAT(complete_words({"-p", "login", "stat"}).words, ElementsAre("status"));
  EXPECT_THAT(complete_words({"help", "discov"}).words, ElementsAre("discover"));
}

TEST(Completion, OffersTheOptionsThatAreLeft) {
  EXPECT_THAT(complete_words({"token", "--"}).words, IsSupersetOf({"--format", "--profile"}));
  EXPECT_THAT(complete_words({"token", "--format", "json", "--form"}).words, IsEmpty());
  EXPECT_THAT(complete_words({"login", "--audience", "a", "--aud"}).words, ElementsAre("--audience"));
  EXPECT_THAT(complete_words({"token", ""}).words, Contains("--format"));
  EXPECT_THAT(complete_words({"token", "--", ""}).words, IsEmpty());
}

TEST(Completion, CompletesValuesInEachWayOfWritingThem) {
  EXPECT_THAT(complete_words({"token", "--type", ""}).words, ElementsAre("access", "id"));
  EXPECT_THAT(complete_words({"token", "--type=i"}).words, ElementsAre("--type=id"));
  EXPECT_THAT(complete_words({"exec", "--env", "T=kub"}).words, ElementsAre("T=kube"));
  EXPECT_THAT(complete_words({"exec", "--env", "kub"}).words, IsEmpty());
  EXPECT_THAT(complete_words({"login", "--prompt", "login con"}).words, ElementsAre("login consent"));
  EXPECT_THAT(complete_words({"store", "ex"}).words, ElementsAre("export"));
  EXPECT_THAT(complete_words({"--color", "al"}).words, ElementsAre("always"));
}

TEST(Completion, SaysWhichValuesItDoesNotKnow) {
  EXPECT_EQ(complete_words({"token", "-p", ""}).values, ValueKind::profiles);
  EXPECT_EQ(complete_words({"token", "-vp", ""}).values, ValueKind::profiles);
  EXPECT_EQ(complete_words({"login", "--scope", "openid e"}).values, ValueKind::scopes);
  EXPECT_EQ(complete_words({"login", "--secrets", ""}).values, ValueKind::files);
  EXPECT_EQ(complete_words({"login", "--secrets=s"}).values, ValueKind::files);
  EXPECT_EQ(complete_words({"--home", ""}).values, ValueKind::folders);
  EXPECT_EQ(complete_words({"store", "import", ""}).values, ValueKind::files);
  EXPECT_EQ(complete_words({"exec", "tru"}).values, ValueKind::programs);
  EXPECT_EQ(complete_words({"exec", "--", "cp", "-"}).values, ValueKind::files);
  EXPECT_EQ(complete_words({"token", "--min-ttl", ""}).values, ValueKind::any);
}

TEST(Completion, ReadsTheOptionsOfEveryCommand) {
  const Found found = complete_words({"--home=/h", "token", "-p", "work", "--scope", ""});
  EXPECT_EQ(found.global.home, "/h");
  EXPECT_EQ(found.global.profile, "work");
  EXPECT_EQ(complete_words({"--color", "pink", "token", "-p", ""}).values, ValueKind::profiles);
}

TEST(Completion, HasNothingForALineThatMakesNoSense) {
  EXPECT_THAT(complete_words({"nonsense", ""}).words, IsEmpty());
  EXPECT_THAT(complete_words({"token", "--nonsense=a"}).words, IsEmpty());
  EXPECT_THAT(complete_words({"dev-server", "--"}).words, IsEmpty());
  EXPECT_THAT(complete_words({"exec", "ls", "--"}).words, Not(Contains("--env")));
}

}  // namespace
}  // namespace oauthctl::cli

#include <gtest/gtest.h>

#include <optional>

#include "commands/credential/helper_answer.h"
#include "model/targeted_tokens.h"
#include "session/fakes.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;
using testing::failure;
using testing::noon;

std::optional<std::string> nowhere(const char*) {
  return std::nullopt;
}

HelperQuestion asked(HelperProtocol protocol, const std::string& text, const std::string& host = "") {
  CredentialOptions options;
  options.protocol = protocol;
  options.action = "get";
  options.host = host;
  return read_question(options, Secret(text), nowhere);
}

TEST(Helper, GitNamesAnUrlInPieces) {
  const auto question =
      asked(HelperProtocol::git, "protocol=https\nhost=a.example:8443\npath=t/my repo%/x.git\nusername=ann\n");
  EXPECT_EQ(question.url, "https://a.example:8443/t/my%20repo%25/x.git");
  EXPECT_EQ(question.username, "ann");
  EXPECT_FALSE(question.password);
  EXPECT_EQ(asked(HelperProtocol::git, "protocol=https\nhost=a.example\n\nhost=evil.example\n").url,
            "https://a.example/");
  EXPECT_EQ(asked(HelperProtocol::git, "url=https://a.example:1/x/y\n").url, "https://a.example:1/x/y");
}

TEST(Helper, GitTakesABearerTokenIfItCanAndTheServerDoes) {
  const std::string at = "protocol=https\nhost=a.example\n";
  EXPECT_FALSE(asked(HelperProtocol::git, at).takes_bearer);
  EXPECT_FALSE(asked(HelperProtocol::git, at + "capability[]=state\n").takes_bearer);
  EXPECT_TRUE(asked(HelperProtocol::git, at + "capability[]=authtype\ncapability[]=state\n").takes_bearer);
  EXPECT_FALSE(asked(HelperProtocol::git, at + "capability[]=authtype\nwwwauth[]=Basic realm=\"x\"\n").takes_bearer);
  EXPECT_TRUE(asked(HelperProtocol::git, at + "capability[]=authtype\nwwwauth[]=Basic\nwwwauth[]=bearer realm=\"x\"\n")
                  .takes_bearer);
}

TEST(Helper, WhatIsNotOfTheProtocolIsRefused) {
  for (const char* text :
       {"", "\n", "x", "=x\n", "host=a.example\n", "protocol=https\n", "protocol=https\nhost=a/b\n",
        "protocol=https\nhost=u@a.example\n", "protocol=https\nhost=a.example\r\n", "protocol=https\nhost=a\\b\n"})
    EXPECT_EQ(failure([&] { asked(HelperProtocol::git, text); })->kind(), ErrorKind::usage) << text;
  for (const char* text : {"", " ", "a b", "u@a.example", "https://u:p@a.example", "a.example\nb.example"})
    EXPECT_EQ(failure([&] { asked(HelperProtocol::docker, text); })->kind(), ErrorKind::usage) << text;
  for (const char* host : {"", "a/b", "u@a", "a?b", "a b"})
    EXPECT_EQ(failure([&] { asked(HelperProtocol::terraform, "", host); })->kind(), ErrorKind::usage) << host;
}

TEST(Helper, DockerLeavesTheSchemeOut) {
  EXPECT_EQ(asked(HelperProtocol::docker, "a.example\n").url, "https://a.example");
  EXPECT_EQ(asked(HelperProtocol::docker, "localhost:5000").url, "http://localhost:5000");
  EXPECT_EQ(asked(HelperProtocol::docker, "https://index.docker.io/v1/").url, "https://index.docker.io/v1/");
}

struct Answering : testing::World {
  Answering() {
    record().tokens.expires_at = noon + 1h;
    record().serves = {"https://a.example/"};
    options.protocol = HelperProtocol::terraform;
    options.action = "get";
    options.question.url = "https://a.example";
    options.is_found = true;
    global.profile = "p";
    global.quiet = true;
  }
  std::optional<int> answer(bool records_elsewhere = false) {
    Terminal terminal(global, nowhere);
    ::testing::internal::CaptureStdout();
    std::optional<int> code;
    try {
      code = answer_helper(global, options, store, now, terminal, records_elsewhere);
    } catch (...) {
      printed = ::testing::internal::GetCapturedStdout();
      throw;
    }
    printed = ::testing::internal::GetCapturedStdout();
    return code;
  }
  GlobalOptions global;
  CredentialOptions options;
  std::string printed;
};

TEST(Helper, AnswersForWhatTheRecordServesOnly) {
  Answering world;
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.printed, "{\"token\":\"old-access\"}\n");
  world.record().serves = {"https://b.example/"};
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.printed, "{}\n") << "the index is not believed";
  world.record().serves = {};
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.printed, "{}\n") << "never from a profile that serves nothing";
  world.record().serves = {"https://a.example/"};
  world.options.is_found = false;
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.printed, "{}\n") << "nobody was found, and default is not asked";
}

TEST(Helper, LeavesARenewalToTheTwin) {
  Answering world;
  world.record().tokens.expires_at = noon + 30s;
  EXPECT_EQ(world.answer(), std::nullopt);
  EXPECT_EQ(world.printed, "");
  world.store.records.clear();
  EXPECT_EQ(world.answer(true), std::nullopt) << "another machine may have it";
  EXPECT_EQ(failure([&] { world.answer(); })->kind(), ErrorKind::login_required);
}

TEST(Helper, ARejectedTokenIsRenewedNextTimeUnlessNobodyCan) {
  Answering world;
  world.options.action = "forget";
  world.options.question.password = Secret("another");
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.record().tokens.expires_at, noon + 1h);
  world.options.question.password = Secret("old-access");
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.record().tokens.expires_at, noon);
  world.record().tokens.expires_at = noon + 1h;
  world.record().tokens.refresh_token = Secret();
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.record().tokens.expires_at, noon + 1h) << "nobody is signed out by a server that says no";
}

TEST(Helper, OfSeveralResourcesTheTokenOfTheOneThatCoversTheUrlIsAnswered) {
  Answering world;
  world.record().resource = {"https://a.example", "https://b.example"};
  EXPECT_EQ(world.answer(), std::nullopt) << "it is to be asked for";
  const Target to_a{.resource = {"https://a.example"}};
  TokenSet for_a = world.record().tokens;
  for_a.access_token = Secret("for-a");
  put_tokens(world.record(), to_a, for_a);
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(world.printed, "{\"token\":\"for-a\"}\n");
  world.options.action = "forget";
  world.options.question.password = Secret("old-access");
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(tokens_for(world.record(), to_a)->expires_at, noon + 1h);
  world.options.question.password = Secret("for-a");
  EXPECT_EQ(world.answer(), 0);
  EXPECT_EQ(tokens_for(world.record(), to_a)->expires_at, noon);
  EXPECT_EQ(world.record().tokens.expires_at, noon + 1h) << "the profile's own was not rejected";
}

TEST(Helper, ABoundTokenIsNotGivenAway) {
  Answering world;
  world.record().tokens.token_type = dpop_token_type;
  for (const HelperProtocol protocol : {HelperProtocol::git, HelperProtocol::docker, HelperProtocol::terraform}) {
    world.options.protocol = protocol;
    EXPECT_EQ(failure([&] { world.answer(); })->kind(), ErrorKind::usage);
    EXPECT_EQ(world.printed, "");
  }
}

TEST(Helper, ATokenWithALineEndDoesNotBeginAnotherLine) {
  Answering world;
  world.options.protocol = HelperProtocol::git;
  world.record().tokens.access_token = Secret("a\nhost=evil.example");
  EXPECT_EQ(failure([&] { world.answer(); })->kind(), ErrorKind::protocol);
  EXPECT_EQ(world.printed, "");
}

}  // namespace
}  // namespace oauthctl::cli

#include "http/known_secrets.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

KnownSecrets lengths() {
  return KnownSecrets([](std::string_view value) { return std::to_string(value.size()); });
}

TEST(KnownSecrets, HideWhatTheyAreGiven) {
  KnownSecrets secrets = lengths();
  EXPECT_EQ(secrets.hide("hunter2"), "[secret 7]");
  EXPECT_EQ(secrets.hide("a"), "[secret 1]");
  EXPECT_EQ(secrets.hide(""), "");
}

TEST(KnownSecrets, AreTakenOutOfLaterText) {
  KnownSecrets secrets = lengths();
  secrets.hide("hunter2");
  EXPECT_EQ(secrets.clean("no hunter2 here, hunter2!"), "no [secret 7] here, [secret 7]!");
  EXPECT_EQ(secrets.clean("hunter22hunter"), "[secret 7]2hunter");
}

TEST(KnownSecrets, AreFoundFormEncodedToo) {
  KnownSecrets secrets = lengths();
  secrets.hide("p&ss word");
  EXPECT_EQ(secrets.clean("/x?p%26ss+word"), "/x?[secret 9]");
}

TEST(KnownSecrets, AreFoundBehindInvisibleCharacters) {
  KnownSecrets secrets = lengths();
  secrets.hide("hunter2");
  EXPECT_EQ(secrets.clean("hun\xe2\x80\x8bter2 h\x01unter2"), "[secret 7] [secret 7]");
}

TEST(KnownSecrets, UncoverNoRestWhenOneIsPartOfAnother) {
  for (const auto& [first, second] : {std::pair("token", "token-and-more"), std::pair("token-and-more", "token")}) {
    KnownSecrets secrets = lengths();
    secrets.hide(first);
    secrets.hide(second);
    EXPECT_EQ(secrets.clean("token-and-more token"), "[secret 14] [secret 5]");
  }
}

TEST(KnownSecrets, LeaveShortValuesInText) {
  KnownSecrets secrets = lengths();
  secrets.hide("1");
  EXPECT_EQ(secrets.clean("127.0.0.1"), "127.0.0.1");
}

TEST(KnownSecrets, MakeTextFitForATerminal) {
  EXPECT_EQ(lengths().clean("a\x1b[31mb\nc"), "a[31mb c");
}

}  // namespace
}  // namespace oauthctl

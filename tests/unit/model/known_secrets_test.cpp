#include "model/known_secrets.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/base64.h"

namespace oauthctl {
namespace {

KnownSecrets lengths() {
  KnownSecrets secrets;
  secrets.name_by([](std::string_view value) { return std::to_string(value.size()); });
  return secrets;
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

TEST(KnownSecrets, AreFoundInEachWayOfEncodingThemForAUrl) {
  KnownSecrets secrets = lengths();
  secrets.hide("p&ss word");
  for (const char* text : {"/x?p%26ss+word", "/x?p%26ss%20word", "/x?%70&ss word", "/x?p%26s%73+wor%64"})
    EXPECT_EQ(secrets.clean(text), "/x?[secret 9]") << text;
  EXPECT_EQ(secrets.clean("p%2 p%2gss+word"), "p%2 p%2gss+word");
  // A percent sign of the value's own, which is escaped there and stands for itself here.
  secrets.hide("100%25 or+100%");
  for (const char* text : {"=100%2525+or%2B100%25&", "=100%25 or+100%&"})
    EXPECT_TRUE(secrets.clean(text).starts_with("=[secret 14]")) << secrets.clean(text);
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

TEST(KnownSecrets, AreFoundInBase64IfTheyAreCredentials) {
  KnownSecrets secrets = lengths();
  secrets.hide("p\xc3\xbfss>>>word??", Sensitivity::credential);
  for (const std::string before : {"", "i", "id", "id:", "client:"}) {
    const std::string text = before + "p\xc3\xbfss>>>word??";
    for (const std::string& encoded : {base64_encode(text), base64url_encode(text)}) {
      const std::string shown = secrets.clean_message("Basic " + encoded + '.');
      EXPECT_NE(shown.find("[secret 14]"), std::string::npos) << shown;
      EXPECT_LE(shown.size(), 6 + before.size() * 4 / 3 + 2 + 11 + 4)
          << "no more than the neighbours is left: " << shown;
    }
  }
}

TEST(KnownSecrets, ThatAreNotCredentialsMayBeSpokenOf) {
  KnownSecrets secrets = lengths();
  secrets.hide("alice@example.com");
  EXPECT_EQ(secrets.clean_message("signed in as alice@example.com"), "signed in as alice@example.com");
  EXPECT_EQ(secrets.clean("signed in as alice@example.com"), "signed in as [secret 17]");
  secrets.hide("alice@example.com", Sensitivity::credential);
  EXPECT_EQ(secrets.clean_message("signed in as alice@example.com"), "signed in as [secret 17]");
}

TEST(KnownSecrets, HaveNoNameUnlessOneIsMade) {
  KnownSecrets secrets;
  secrets.hide("hunter2", Sensitivity::credential);
  EXPECT_EQ(secrets.clean_message("hunter2"), "[secret]");
}

TEST(KnownSecrets, LeaveShortValuesInText) {
  KnownSecrets secrets = lengths();
  secrets.hide("1");
  EXPECT_EQ(secrets.clean("127.0.0.1"), "127.0.0.1");
}

TEST(KnownSecrets, CanBeLearnedBesideTheCleaning) {
  KnownSecrets secrets;
  KnownSecrets copy;
  std::thread learning([&] {
    for (int i = 0; i < 500; ++i) secrets.hide("value-" + std::to_string(100'000 + i), Sensitivity::credential);
  });
  for (int i = 0; i < 500; ++i) {
    copy = secrets;
    EXPECT_EQ(copy.clean_message("nothing secret"), "nothing secret");
    EXPECT_EQ(secrets.clean_message("nothing secret"), "nothing secret");
  }
  learning.join();
  EXPECT_EQ(secrets.clean_message("value-100499"), "[secret]");
}

TEST(KnownSecrets, MakeTextFitForATerminal) {
  EXPECT_EQ(lengths().clean("a\x1b[31mb\nc"), "a[31mb c");
}

}  // namespace
}  // namespace oauthctl

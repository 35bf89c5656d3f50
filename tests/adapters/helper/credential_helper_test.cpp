#include "store/helper/credential_helper.h"

#include <gmock/gmock.h>

#include "adapters/helper/programs.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::failure_of;
using ::testing::HasSubstr;
using ::testing::Not;

class CredentialHelperTest : public testing::WithPrograms {
 protected:
  CredentialHelper helper(std::chrono::milliseconds patience = 30s) const {
    return {"test", {"PATH=/usr/bin:/bin"}, patience};
  }

  /// The failure of `get` with a helper that is this script.
  Error failure_with(const std::string& script, std::chrono::milliseconds patience = 30s) const {
    write_helper("test", script);
    return failure_of([&] { helper(patience).get("oauthctl://work"); });
  }
};

TEST_F(CredentialHelperTest, OneThatIsNotInstalledIsAMatterOfUsage) {
  const Error error = failure_of([&] { helper().get("oauthctl://work"); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_THAT(error.message(), HasSubstr("docker-credential-test"));
}

TEST_F(CredentialHelperTest, OneThatFailsIsQuotedInOneLine) {
  const Error error = failure_with("echo 'the keyring'; echo 'is \033locked' >&2; exit 1");
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "docker-credential-test get failed: the keyring  is locked");
  EXPECT_THAT(error.hint().text(), HasSubstr("docker-credential-test list"));
}

TEST_F(CredentialHelperTest, OneThatFailsWithoutAWordIsNamedWithItsExitCode) {
  EXPECT_EQ(failure_with("exit 7").message(), "docker-credential-test get failed with exit code 7");
}

TEST_F(CredentialHelperTest, OneThatHangsCrashesOrFloodsIsUnavailable) {
  for (const auto& [script, word, patience] : {std::tuple{"sleep 100", "did not end", 500ms},
                                               {"kill -9 $$", "signal 9", 30'000ms},
                                               {"head -c 100000000 /dev/zero", "more than any record", 30'000ms},
                                               {"head -c 100000000 /dev/zero >&2", "more than any record", 30'000ms}}) {
    const Error error = failure_with(script, patience);
    EXPECT_EQ(error.kind(), ErrorKind::unavailable) << script;
    EXPECT_THAT(error.message(), HasSubstr(word)) << script;
  }
}

TEST_F(CredentialHelperTest, GarbageIsUnavailableAndNotShown) {
  for (const char* answer : {"", "at-0123456789abcdef", "[]", "{\"Secret\": 7}", "{\"Username\": \"x\"}", "\\377"}) {
    const Error error = failure_with(std::string("printf '") + answer + "'");
    EXPECT_EQ(error.kind(), ErrorKind::unavailable) << answer;
    EXPECT_THAT(error.message(), Not(HasSubstr("at-0123"))) << answer;
  }
}

TEST_F(CredentialHelperTest, WhatItRepeatsOfASecretIsNotShown) {
  write_helper("test", "echo refused: $(cat) >&2; exit 1");
  const Error error = failure_of([&] { helper().store("oauthctl://work", Secret("open sesame")); });
  EXPECT_THAT(error.message(), Not(HasSubstr("sesame")));
  EXPECT_THAT(error.message(), HasSubstr("refused"));
}

TEST_F(CredentialHelperTest, WordsThatLookLikeATokenAreHidden) {
  EXPECT_EQ(redacted_words("no key for eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0abc123.sig", {}),
            "no key for [secret].[secret].sig");
  EXPECT_EQ(redacted_words("org.freedesktop.Secret.Error.IsLocked: a-long-hyphenated-word", {}),
            "org.freedesktop.Secret.Error.IsLocked: a-long-hyphenated-word");
  EXPECT_EQ(redacted_words("wrong: hunter2", {Secret("hunter2")}), "wrong: [secret]");
}

TEST_F(CredentialHelperTest, SeesNothingOfOurEnvironmentThatItDoesNotNeed) {
  EXPECT_THAT(helper_environment({"HOME=/h", "OAUTHCTL_STORE_KEY=k", "AWS_SECRET_ACCESS_KEY=s", "LC_ALL=C",
                                  "HOMELESS=1", "GNUPGHOME=/g", "LD_PRELOAD=x", "PASSWORD_STORE_DIR=/p", "PATH=/bin"}),
              ElementsAre("HOME=/h", "LC_ALL=C", "GNUPGHOME=/g", "PASSWORD_STORE_DIR=/p", "PATH=/bin"));
}

TEST_F(CredentialHelperTest, WhatIsNotThereIsNothing) {
  write_working_helper("test");
  EXPECT_EQ(helper().get("oauthctl://work"), std::nullopt);
  write_helper("test", R"sh(echo '{"ServerURL":"","Username":"","Secret":""}')sh");
  EXPECT_EQ(helper().get("oauthctl://work"), std::nullopt) << "as pass says it";
}

TEST_F(CredentialHelperTest, GivesBackWhatItGot) {
  write_working_helper("test");
  const Secret secret("{\"a\":\"b\\\\c\"}");
  helper().store("oauthctl://work", secret);
  EXPECT_EQ(helper().get("oauthctl://work"), secret);
  EXPECT_THAT(helper().list(), ElementsAre("oauthctl://work"));
  helper().erase("oauthctl://work");
  EXPECT_EQ(helper().get("oauthctl://work"), std::nullopt);
}

}  // namespace
}  // namespace oauthctl

#include "cli/token_formats.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"
#include "session/fakes.h"

namespace oauthctl::cli {
namespace {

using testing::noon;

Record record() {
  Record record;
  record.profile = "p";
  record.scope = "asked";
  record.tokens.access_token = Secret("tok'en\"\\");
  record.tokens.expires_at = noon + std::chrono::seconds{90};
  record.tokens.scope = "granted";
  return record;
}

TEST(TokenFormat, AnIdTokenThatIsNotThereIsAnError) {
  EXPECT_THROW(format_token(record(), "plain", "id", noon), Error);
}

TEST(TokenFormat, QuotesByTheRulesOfWhoReads) {
  EXPECT_EQ(format_token(record(), "plain", "access", noon), "tok'en\"\\\n");
  EXPECT_EQ(format_token(record(), "header", "access", noon), "Authorization: Bearer tok'en\"\\\n");
  EXPECT_EQ(format_token(record(), "curl", "access", noon), "header = \"Authorization: Bearer tok'en\\\"\\\\\"\n");
  EXPECT_EQ(format_token(record(), "env", "access", noon),
            "export OAUTHCTL_ACCESS_TOKEN='tok'\\''en\"\\'\n"
            "export OAUTHCTL_TOKEN_TYPE='Bearer'\n"
            "export OAUTHCTL_EXPIRES_AT='2027-01-15T08:01:30Z'\n");
  EXPECT_EQ(format_token(record(), "json", "access", noon),
            R"({"access_token":"tok'en\"\\","token_type":"Bearer","expires_at":"2027-01-15T08:01:30Z","expires_in":90,)"
            R"("scope":"granted","profile":"p"})"
            "\n");
}

TEST(TokenFormat, TheIdTokenGoesInItsOwnVariable) {
  Record with_id = record();
  with_id.tokens.id_token = Secret("id");
  EXPECT_EQ(format_token(with_id, "plain", "id", noon), "id\n");
  EXPECT_TRUE(format_token(with_id, "env", "id", noon).starts_with("export OAUTHCTL_ID_TOKEN='id'\n"));
}

}  // namespace
}  // namespace oauthctl::cli

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

TEST(TokenFormat, CurlIsToldTheCertificateThatATokenMayBeBoundTo) {
  Record bound = record();
  bound.tokens.access_token = Secret("at");
  bound.tokens.certificate_file = "/with \"quote\"\nand line.pem";
  bound.tokens.certificate_key_file = "/c.key";
  EXPECT_EQ(format_token(bound, "curl", "access", noon),
            "header = \"Authorization: Bearer at\"\n"
            "cert = \"/with \\\"quote\\\"\\nand line.pem\"\n"
            "key = \"/c.key\"\n");
  EXPECT_EQ(format_token(bound, "header", "access", noon), "Authorization: Bearer at\n");
}

TEST(TokenFormat, ABoundTokenIsNoBearerToken) {
  Record bound = record();
  bound.tokens.token_type = dpop_token_type;
  bound.tokens.id_token = Secret("id");
  const auto error = testing::failure([&] { format_token(bound, "curl", "access", noon); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(error->message(), "the token of profile p is bound to a key: curl cannot make the proof for it");
  EXPECT_EQ(error->hint(), "oauthctl request -p p URL");
  EXPECT_TRUE(format_token(bound, "header", "access", noon).starts_with("Authorization: DPoP "));
  EXPECT_NE(format_token(bound, "env", "access", noon).find("OAUTHCTL_TOKEN_TYPE='DPoP'"), std::string::npos);
  EXPECT_NE(format_token(bound, "json", "access", noon).find(R"("token_type":"DPoP")"), std::string::npos);
  EXPECT_TRUE(format_token(bound, "curl", "id", noon).starts_with("header = \"Authorization: Bearer id")) << "is not";
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

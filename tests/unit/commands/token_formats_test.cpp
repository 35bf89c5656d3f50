#include "commands/token_formats.h"

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

std::string printed(const Record& from, TokenFormat format, TokenType type = TokenType::access) {
  return format_token({from, type, noon}, format);
}

TEST(TokenFormat, AnIdTokenThatIsNotThereIsAnError) {
  EXPECT_THROW(printed(record(), TokenFormat::plain, TokenType::id), Error);
}

TEST(TokenFormat, CurlIsToldTheCertificateThatATokenMayBeBoundTo) {
  Record bound = record();
  bound.tokens.access_token = Secret("at");
  bound.tokens.certificate_file = "/with \"quote\"\nand line.pem";
  bound.tokens.certificate_key_file = "/c.key";
  EXPECT_EQ(printed(bound, TokenFormat::curl),
            "header = \"Authorization: Bearer at\"\n"
            "cert = \"/with \\\"quote\\\"\\nand line.pem\"\n"
            "key = \"/c.key\"\n");
  EXPECT_EQ(printed(bound, TokenFormat::header), "Authorization: Bearer at\n");
}

TEST(TokenFormat, NeverPassesABoundTokenForABearerToken) {
  Record bound = record();
  bound.tokens.token_type = dpop_token_type;
  bound.tokens.id_token = Secret("id");
  const auto error = testing::failure([&] { printed(bound, TokenFormat::curl); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(error->message(), "the token of profile p is bound to a key: curl cannot make the proof for it");
  EXPECT_EQ(error->hint(), "oauthctl request -p p URL");
  EXPECT_TRUE(printed(bound, TokenFormat::header).starts_with("Authorization: DPoP "));
  EXPECT_NE(printed(bound, TokenFormat::env).find("OAUTHCTL_TOKEN_TYPE='DPoP'"), std::string::npos);
  EXPECT_NE(printed(bound, TokenFormat::json).find(R"("token_type":"DPoP")"), std::string::npos);
  EXPECT_TRUE(printed(bound, TokenFormat::curl, TokenType::id).starts_with("header = \"Authorization: Bearer id"))
      << "is not";
}

TEST(TokenFormat, QuotesByTheRulesOfWhoReads) {
  EXPECT_EQ(printed(record(), TokenFormat::plain), "tok'en\"\\\n");
  EXPECT_EQ(printed(record(), TokenFormat::header), "Authorization: Bearer tok'en\"\\\n");
  EXPECT_EQ(printed(record(), TokenFormat::curl), "header = \"Authorization: Bearer tok'en\\\"\\\\\"\n");
  EXPECT_EQ(printed(record(), TokenFormat::env),
            "export OAUTHCTL_ACCESS_TOKEN='tok'\\''en\"\\'\n"
            "export OAUTHCTL_TOKEN_TYPE='Bearer'\n"
            "export OAUTHCTL_EXPIRES_AT='2027-01-15T08:01:30Z'\n");
  EXPECT_EQ(printed(record(), TokenFormat::json),
            R"({"access_token":"tok'en\"\\","token_type":"Bearer","expires_at":"2027-01-15T08:01:30Z","expires_in":90,)"
            R"("scope":"granted","profile":"p"})"
            "\n");
}

TEST(TokenFormat, RefusesATokenOfAnotherTypeAsACredential) {
  Record exchanged = record();
  exchanged.tokens.token_type = "N_A";
  for (const TokenFormat format : {TokenFormat::header, TokenFormat::curl})
    EXPECT_THROW(printed(exchanged, format), Error);
  EXPECT_EQ(printed(exchanged, TokenFormat::plain), "tok'en\"\\\n");
}

TEST(TokenFormat, TheIdTokenGoesInItsOwnVariable) {
  Record with_id = record();
  with_id.tokens.id_token = Secret("id");
  EXPECT_EQ(printed(with_id, TokenFormat::plain, TokenType::id), "id\n");
  EXPECT_TRUE(printed(with_id, TokenFormat::env, TokenType::id).starts_with("export OAUTHCTL_ID_TOKEN='id'\n"));
}

}  // namespace
}  // namespace oauthctl::cli

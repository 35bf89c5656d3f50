#include "commands/token/token_formats.h"

#include <gtest/gtest.h>

#include "base/base64.h"
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

TEST(TokenFormat, PrintsTheHeaderInTheWaysThatProgramsReadIt) {
  EXPECT_EQ(printed(record(), TokenFormat::value), "Bearer tok'en\"\\\n");
  EXPECT_EQ(printed(record(), TokenFormat::headers), R"({"Authorization":"Bearer tok'en\"\\"})"
                                                     "\n");
}

/// A JWT with these claims; nobody verifies it here.
Secret id_token(const std::string& claims) {
  return Secret("e30." + base64url_encode(claims) + ".c2ln");
}

TEST(TokenFormat, KubeSaysWhenThePrintedTokenExpires) {
  Record with_id = record();
  with_id.tokens.id_token = id_token(R"({"exp":1800000000})");
  EXPECT_EQ(printed(with_id, TokenFormat::kube),
            R"({"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":)"
            R"({"token":"tok'en\"\\","expirationTimestamp":"2027-01-15T08:01:30Z"}})"
            "\n");
  EXPECT_NE(printed(with_id, TokenFormat::kube, TokenType::id).find(R"("expirationTimestamp":"2027-01-15T08:00:00Z")"),
            std::string::npos);
  with_id.tokens.expires_at.reset();
  EXPECT_EQ(printed(with_id, TokenFormat::kube).find("expirationTimestamp"), std::string::npos);
  for (const char* claims : {"", "[]", "{}", R"({"exp":"soon"})", R"({"exp":-1})", R"({"exp":1e300})"}) {
    with_id.tokens.id_token = id_token(claims);
    EXPECT_EQ(printed(with_id, TokenFormat::kube, TokenType::id).find("expirationTimestamp"), std::string::npos)
        << claims;
  }
}

std::string sasl(const std::string& user, TokenFormat format) {
  Record mail = record();
  mail.tokens.access_token = Secret("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");
  mail.account.email = "ann@example.com";
  const std::string line = format_token({mail, TokenType::access, noon, user}, format);
  EXPECT_TRUE(line.ends_with("\n"));
  return base64_decode(line.substr(0, line.size() - 1)).value_or("not base64");
}

TEST(TokenFormat, MailServersAreToldWhoseMailboxItIs) {
  const std::string auth = "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01";
  EXPECT_EQ(sasl("someuser@example.com", TokenFormat::xoauth2), "user=someuser@example.com\x01" + auth);
  EXPECT_EQ(sasl("", TokenFormat::xoauth2), "user=ann@example.com\x01" + auth);
  EXPECT_EQ(sasl("user@example.com", TokenFormat::oauthbearer), "n,a=user@example.com,\x01" + auth) << "RFC 7628 §4.1";
  EXPECT_EQ(sasl("a,b=c", TokenFormat::oauthbearer), "n,a=a=2Cb=3Dc,\x01" + auth) << "RFC 5801 §4";
}

TEST(TokenFormat, MailNeedsAUserThatCannotBreakTheMessage) {
  for (const TokenFormat format : {TokenFormat::xoauth2, TokenFormat::oauthbearer}) {
    const auto nobody = testing::failure([&] { printed(record(), format); });
    ASSERT_TRUE(nobody);
    EXPECT_EQ(nobody->kind(), ErrorKind::usage);
    EXPECT_EQ(nobody->hint(), "name the user with --user NAME");
    for (const char* user : {"a\x01"
                             "auth=Bearer x",
                             "a\n", "\xff"})
      EXPECT_EQ(testing::failure([&] { sasl(user, format); })->kind(), ErrorKind::usage) << user;
  }
}

TEST(TokenFormat, FormatsThatCannotCarryAProofRefuseABoundToken) {
  Record bound = record();
  bound.account.email = "ann@example.com";
  bound.tokens.token_type = dpop_token_type;
  for (const TokenFormat format :
       {TokenFormat::kube, TokenFormat::xoauth2, TokenFormat::oauthbearer, TokenFormat::curl})
    EXPECT_EQ(testing::failure([&] { printed(bound, format); })->kind(), ErrorKind::usage);
  EXPECT_TRUE(printed(bound, TokenFormat::value).starts_with("DPoP "));
  EXPECT_TRUE(printed(bound, TokenFormat::headers).starts_with(R"({"Authorization":"DPoP )"));
}

TEST(TokenFormat, RefusesATokenOfAnotherTypeAsACredential) {
  Record exchanged = record();
  exchanged.tokens.token_type = "N_A";
  exchanged.account.email = "ann@example.com";
  for (const TokenFormat format : {TokenFormat::header, TokenFormat::value, TokenFormat::headers, TokenFormat::curl,
                                   TokenFormat::kube, TokenFormat::xoauth2, TokenFormat::oauthbearer})
    EXPECT_THROW(printed(exchanged, format), Error);
  EXPECT_EQ(printed(exchanged, TokenFormat::plain), "tok'en\"\\\n");
}

TEST(TokenFormat, TheIdTokenGoesInItsOwnVariable) {
  Record with_id = record();
  with_id.tokens.id_token = Secret("id");
  EXPECT_EQ(printed(with_id, TokenFormat::plain, TokenType::id), "id\n");
  with_id.tokens.token_type = "DPoP";
  EXPECT_EQ(printed(with_id, TokenFormat::env, TokenType::id),
            "export OAUTHCTL_ID_TOKEN='id'\nexport OAUTHCTL_TOKEN_TYPE='Bearer'\n")
      << "and not with the access token's type and expiry";
}

}  // namespace
}  // namespace oauthctl::cli

#include <gtest/gtest.h>

#include "oauth/oauth_error.h"
#include "oauth/token_request.h"
#include "oauth/token_response.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

constexpr TimePoint now{std::chrono::seconds{1'800'000'000}};

HttpResponse answer(const std::string& body) {
  HttpResponse response;
  response.status = 200;
  response.headers.add("content-type", "application/json");
  response.body = body;
  return response;
}

TokenSet tokens_of(const std::string& body) {
  return std::get<TokenSet>(parse_token_response(answer(body), now));
}

TEST(TokenExchange, ATypeIsAUriOrOneOfThoseThatHaveAName) {
  for (const char* name : {"", "magic", "Access_Token", "urn: x"}) {
    const Error error = thrown_by([&] { token_type_uri(name, "--option"); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), "--option: '" + std::string(name) + "' is not a token type");
  }
  EXPECT_EQ(token_type_uri("jwt", "--option"), "urn:ietf:params:oauth:token-type:jwt");
  EXPECT_EQ(token_type_uri("access_token", "--option"), access_token_type);
  EXPECT_EQ(token_type_uri("https://as.example/own", "--option"), "https://as.example/own");
}

TEST(TokenExchange, TheIssuedTypeMustBeNamedAndBeTheOneThatWasAskedFor) {
  TokenSet tokens;
  TokenExchangeGrant grant;
  EXPECT_EQ(thrown_by([&] { check_issued_token_type(tokens, grant); }).message(),
            "the answer of the token endpoint: \"issued_token_type\" is missing");
  tokens.issued_token_type = id_token_type;
  grant.requested_token_type = access_token_type;
  const Error error = thrown_by([&] { check_issued_token_type(tokens, grant); });
  EXPECT_EQ(error.kind(), ErrorKind::protocol);
  EXPECT_EQ(error.message(), std::string("the server issued a token of the type ") + id_token_type + ", and " +
                                 access_token_type + " was asked for");
  grant.requested_token_type = id_token_type;
  EXPECT_NO_THROW(check_issued_token_type(tokens, grant));
  grant.requested_token_type.clear();
  EXPECT_NO_THROW(check_issued_token_type(tokens, grant));
}

TEST(TokenExchange, OnlyAnAccessTokenNeedsATokenType) {
  for (const char* issued : {R"()", R"(,"issued_token_type":"urn:ietf:params:oauth:token-type:access_token")"}) {
    const Error error =
        thrown_by([&] { tokens_of(R"({"access_token":"t","token_type":"N_A")" + std::string(issued) + "}"); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    EXPECT_EQ(error.message(), "the answer of the token endpoint: \"token_type\" must be Bearer, not 'N_A'");
  }
  const TokenSet tokens = tokens_of(
      R"({"access_token":"t","token_type":"N_A","issued_token_type":"urn:ietf:params:oauth:token-type:id_token"})");
  EXPECT_FALSE(tokens.is_access_token());
  EXPECT_EQ(tokens.issued_token_type, id_token_type);
}

TEST(TokenExchange, PresentsTheSubjectAndWhoActsForIt) {
  ServerMetadata server;
  server.token_endpoint = "https://as.example/token";
  Client client;
  client.client_id = "c";
  TokenExchangeGrant grant;
  grant.subject = {Secret("s"), access_token_type};
  grant.params = {{"audience", "a"}, {"audience", "b"}};
  EXPECT_EQ(token_request({client, server, {}}, public_client(), grant).body.reveal(),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&audience=a&audience=b"
            "&subject_token=s&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token&client_id=c");
  grant.actor = SecurityToken{Secret("t"), "urn:t"};
  grant.requested_token_type = "urn:r";
  grant.scope = "x";
  grant.params = {};
  EXPECT_EQ(token_request({client, server, {}}, public_client(), grant).body.reveal(),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=s"
            "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token&actor_token=t"
            "&actor_token_type=urn%3At&requested_token_type=urn%3Ar&scope=x&client_id=c");
  grant.params = {{"subject_token", "another"}};
  EXPECT_EQ(thrown_by([&] {
              token_request({client, server, {}}, public_client(), grant);
            }).message(),
            "the parameter \"subject_token\" belongs to the protocol and cannot be set");
}

TEST(PasswordGrant, PresentsNameAndPassword) {
  ServerMetadata server;
  server.token_endpoint = "https://as.example/token";
  Client client;
  client.client_id = "c";
  const PasswordGrant grant{"ann", Secret("p w&"), "x", {}};
  EXPECT_EQ(token_request({client, server, {}}, public_client(), grant).body.reveal(),
            "grant_type=password&username=ann&password=p+w%26&scope=x&client_id=c");
  EXPECT_EQ(presented_by(grant), Presented::fresh_grant);
}

}  // namespace
}  // namespace oauthctl

#include "oauth/token_request.h"

#include <gtest/gtest.h>

#include "oauth/oauth_error.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

ServerMetadata a_server() {
  ServerMetadata server;
  server.token_endpoint = "https://as.example/token";
  return server;
}

Client a_client() {
  Client client;
  client.client_id = "c";
  return client;
}

CodeGrant a_code() {
  AuthorizationRequest request;
  request.redirect_uri = "http://127.0.0.1:1/cb";
  request.state = Secret("ours");
  request.code_verifier = Secret("verifier");
  return {check_callback(request, {{"state", "ours"}, {"code", "4/0A+b"}})};
}

TEST(TokenRequest, RefusesAServerWithoutTokenEndpoint) {
  const Error error = thrown_by([] {
    token_request({a_client(), {}, {}}, public_client(), RefreshGrant{Secret("r"), ""});
  });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_STREQ(error.what(), "the server has no token_endpoint");
  EXPECT_EQ(error.hint(), "add token_endpoint or the issuer to the client file");
}

TEST(TokenRequest, RedeemsACodeOnce) {
  const auto request = token_request({a_client(), a_server(), {}}, public_client(), a_code());
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example/token");
  EXPECT_EQ(request.headers,
            (Params{{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}}));
  EXPECT_EQ(request.body.reveal(),
            "grant_type=authorization_code&code=4%2F0A%2Bb&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcb"
            "&code_verifier=verifier&client_id=c");
  EXPECT_FALSE(request.may_repeat);
  EXPECT_TRUE(request.interruptible);
  EXPECT_EQ(request.same_origin_redirects, 0);
  EXPECT_EQ(presented_by(a_code()), Presented::fresh_grant);
}

TEST(TokenRequest, HasTheParametersThatTheClientFileAdds) {
  Client client = a_client();
  client.token_params = {
      {"refresh_token", {{"redirect_uri", "https://a/cb"}, {"scope", "x"}, {"refresh_token", "other"}}},
      {"authorization_code", {{"client_key", "k"}}},
      {"", {{"audience", "y"}}}};
  const auto sent = [&](const Grant& grant) {
    return form_decode(token_request({client, a_server(), {}}, public_client(), grant).body.reveal());
  };
  const Params renewal = sent(RefreshGrant{Secret("r"), ""});
  EXPECT_EQ(renewal.get("redirect_uri"), "https://a/cb");
  EXPECT_EQ(renewal.get("scope"), "x");
  EXPECT_EQ(renewal.get("audience"), "y");
  EXPECT_EQ(renewal.get("refresh_token"), "r") << "the request's own parameters stay";
  EXPECT_FALSE(renewal.contains("client_key"));
  EXPECT_EQ(sent(RefreshGrant{Secret("r"), "narrow"}).get("scope"), "narrow");
  EXPECT_EQ(sent(a_code()).get("client_key"), "k");
  EXPECT_EQ(sent(a_code()).get("redirect_uri"), "http://127.0.0.1:1/cb");
}

TEST(TokenRequest, RefreshesWithoutBeingCutShort) {
  const RefreshGrant grant{Secret("r t"), ""};
  const auto request = token_request({a_client(), a_server(), {}}, public_client(), grant);
  EXPECT_EQ(request.body.reveal(), "grant_type=refresh_token&refresh_token=r+t&client_id=c");
  EXPECT_TRUE(request.may_repeat);
  EXPECT_FALSE(request.interruptible);
  EXPECT_EQ(presented_by(grant), Presented::refresh_token);
}

TEST(TokenRequest, AsksForANarrowerScope) {
  const auto request = token_request({a_client(), a_server(), {}}, public_client(), RefreshGrant{Secret("r"), "a b"});
  EXPECT_EQ(request.body.reveal(), "grant_type=refresh_token&refresh_token=r&scope=a+b&client_id=c");
}

TEST(TokenRequest, RefusesClientCredentialsOfAPublicClient) {
  Client client = a_client();
  for (const char* secret : {"", "s"}) {
    client.client_secret = Secret(secret);
    client.token_endpoint_auth_method = client.client_secret.empty() ? "" : "none";
    const Error error = thrown_by([&] {
      token_request({client, a_server(), {}}, public_client(), ClientCredentialsGrant{"", {}});
    });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_STREQ(error.what(),
                 "the client credentials grant needs a client that authenticates, and this one is public");
  }
}

TEST(TokenRequest, RefusesAnExtraParameterThatTheProtocolOwns) {
  Client client = a_client();
  client.client_secret = Secret("s");
  for (const char* name : {"grant_type", "scope", "client_id", "client_secret", "client_assertion"}) {
    const ClientCredentialsGrant grant{"", {{name, "x"}}};
    const Error error = thrown_by([&] { token_request({client, a_server(), {}}, client_secret_basic(), grant); });
    EXPECT_EQ(error.kind(), ErrorKind::usage) << name;
    EXPECT_NE(error.message().find('"' + std::string(name) + '"'), std::string::npos) << error.message();
  }
}

TEST(TokenRequest, PresentsClientCredentialsWithTheirParameters) {
  Client client = a_client();
  client.client_secret = Secret("s");
  client.params = {{"audience", "the file's"}, {"tenant", "t"}};
  const ClientCredentialsGrant grant{"a b", {{"audience", "https://api.example"}}};
  const auto request = token_request({client, a_server(), {}}, client_secret_basic(), grant);
  EXPECT_EQ(request.body.reveal(),
            "grant_type=client_credentials&tenant=t&audience=https%3A%2F%2Fapi.example&scope=a+b");
  EXPECT_EQ(request.headers.get("Authorization"), "Basic Yzpz");
  EXPECT_TRUE(request.may_repeat);
  EXPECT_TRUE(request.interruptible);
  EXPECT_EQ(presented_by(grant), Presented::fresh_grant);
}

TEST(TokenRequest, CarriesTheClientsAuthentication) {
  Client client = a_client();
  client.client_secret = Secret("s");
  const auto request = token_request({client, a_server(), {}}, client_secret_basic(), RefreshGrant{Secret("r"), ""});
  EXPECT_EQ(request.headers.get("Authorization"), "Basic Yzpz");
  EXPECT_EQ(request.body.reveal(), "grant_type=refresh_token&refresh_token=r");
}

TEST(TokenRequest, FollowsTheTableOfGrants) {
  Client client = a_client();
  client.client_secret = Secret("s");
  client.authorization_details = R"([{"type":"t"}])";
  const SecurityToken token{Secret("t"), access_token_type};
  for (const Grant& grant :
       {Grant(a_code()), Grant(RefreshGrant{Secret("r"), ""}), Grant(ClientCredentialsGrant{}),
        Grant(DeviceGrant{Secret("d"), {}}), Grant(PasswordGrant{}), Grant(JwtBearerGrant{Secret("a"), {}, {}}),
        Grant(TokenExchangeGrant{token, {}, {}, {}, {}})}) {
    const GrantRules& rules = rules_of(type_of(grant));
    const HttpRequest request = token_request({client, a_server(), {}}, client_secret_post(), grant);
    const Params body = form_decode(request.body.reveal());
    EXPECT_EQ(body.get("grant_type"), rules.name);
    EXPECT_EQ(request.may_repeat, !rules.is_spent_by_use) << rules.name;
    EXPECT_EQ(body.contains("authorization_details"), !rules.was_approved) << rules.name;
  }
}

}  // namespace
}  // namespace oauthctl

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversation.h"

namespace oauthctl::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DevServerEndpoints : public ::testing::Test {
 protected:
  Answer introspect(const std::string& token) {
    return post(server_, "/introspect", {{"token", token}}, basic(server_));
  }
  Answer revoke(const std::string& token) { return post(server_, "/revoke", {{"token", token}}, basic(server_)); }

  DevServer server_{{"--auto-approve"}};
};

TEST_F(DevServerEndpoints, DiscoveryNamesTheIssuerAndItsEndpoints) {
  const auto metadata = get(server_, "/.well-known/openid-configuration").json();
  EXPECT_EQ(metadata, get(server_, "/.well-known/oauth-authorization-server").json());
  EXPECT_EQ(metadata.at("issuer"), server_.issuer());
  EXPECT_EQ(metadata.at("token_endpoint"), server_.issuer() + "/token");
  EXPECT_EQ(metadata.at("authorization_response_iss_parameter_supported"), true);
  EXPECT_EQ(metadata.at("code_challenge_methods_supported"), nlohmann::json::array({"S256"}));
}

TEST_F(DevServerEndpoints, UserinfoAsksForATokenWithoutNamingAnError) {
  const Answer answer = get(server_, "/userinfo");
  EXPECT_EQ(answer.status, 401);
  EXPECT_THAT(answer.header("www-authenticate"), AllOf(HasSubstr("Bearer realm="), Not(HasSubstr("error"))));
}

TEST_F(DevServerEndpoints, UserinfoRefusesAnUnknownToken) {
  const Answer answer = get(server_, "/userinfo", bearer("x"));
  EXPECT_EQ(answer.status, 401);
  EXPECT_THAT(answer.header("www-authenticate"), HasSubstr("error=\"invalid_token\""));
}

TEST_F(DevServerEndpoints, UserinfoRefusesATokenWithoutOpenid) {
  const Answer answer = get(server_, "/userinfo", bearer(sign_in(server_, {{"scope", "api.read"}}).at("access_token")));
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.header("www-authenticate"), HasSubstr("error=\"insufficient_scope\""));
}

TEST_F(DevServerEndpoints, UserinfoRefusesARefreshToken) {
  EXPECT_EQ(get(server_, "/userinfo", bearer(sign_in(server_).at("refresh_token"))).status, 401);
}

TEST_F(DevServerEndpoints, UserinfoTellsWhatTheScopesAllow) {
  const auto claims = [&](const char* scope) {
    return get(server_, "/userinfo", bearer(sign_in(server_, {{"scope", scope}}).at("access_token"))).json();
  };
  const auto all = claims("openid profile email");
  EXPECT_EQ(all.at("name"), "Alice");
  EXPECT_EQ(all.at("preferred_username"), "alice");
  EXPECT_EQ(all.at("email"), "alice@example.com");
  EXPECT_EQ(claims("openid"), (nlohmann::json{{"sub", all.at("sub")}}));
}

TEST_F(DevServerEndpoints, ResourceWantsTheScopeForWriting) {
  const std::string reader = sign_in(server_, {{"scope", "api.read"}}).at("access_token");
  const std::string writer = sign_in(server_, {{"scope", "api.write"}}).at("access_token");
  EXPECT_EQ(get(server_, "/resource").status, 401);
  EXPECT_EQ(post(server_, "/resource", {{"a", "b"}}, bearer(reader)).status, 403);
  EXPECT_EQ(get(server_, "/resource", bearer(reader)).json().at("message"), "hello, alice");
  EXPECT_EQ(post(server_, "/resource", {{"a", "b"}}, bearer(writer)).json().at("received"), "a=b");
}

TEST_F(DevServerEndpoints, IntrospectionWantsAClientWithASecret) {
  EXPECT_EQ(post(server_, "/introspect", {{"token", "x"}}).status, 401);
  const auto client = post_json(server_, "/register",
                                {{"redirect_uris", {"http://127.0.0.1/cb"}}, {"token_endpoint_auth_method", "none"}})
                          .json();
  const Answer answer = post(server_, "/introspect", {{"token", "x"}, {"client_id", client.at("client_id")}});
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.error(), "invalid_client");
}

TEST_F(DevServerEndpoints, IntrospectionSaysNothingOfATokenThatIsNotGood) {
  EXPECT_EQ(introspect("x").json(), (nlohmann::json{{"active", false}}));
  const auto first = sign_in(server_);
  refresh(server_, first.at("refresh_token"));
  EXPECT_EQ(introspect(first.at("refresh_token")).json(), (nlohmann::json{{"active", false}}));
}

TEST_F(DevServerEndpoints, IntrospectionDescribesBothKindsOfTokens) {
  const auto tokens = sign_in(server_);
  const auto access = introspect(tokens.at("access_token")).json();
  EXPECT_EQ(access.at("active"), true);
  EXPECT_EQ(access.at("client_id"), "oauthctl-dev");
  EXPECT_EQ(access.at("username"), "alice");
  EXPECT_EQ(access.at("scope"), "openid api.read");
  EXPECT_EQ(access.at("iss"), server_.issuer());
  EXPECT_EQ(access.at("exp").get<int>() - access.at("iat").get<int>(), 3600);
  const auto renewing = introspect(tokens.at("refresh_token")).json();
  EXPECT_EQ(renewing.at("active"), true);
  EXPECT_FALSE(renewing.contains("exp"));
}

TEST_F(DevServerEndpoints, RevocationRefusesAnotherClientsToken) {
  const auto other = post_json(server_, "/register", {{"redirect_uris", {"http://127.0.0.1/cb"}}}).json();
  const std::string token = sign_in(server_).at("access_token");
  const Answer answer =
      post(server_, "/revoke", {{"token", token}}, basic(other.at("client_id"), other.at("client_secret")));
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(get(server_, "/userinfo", bearer(token)).status, 200);
}

TEST_F(DevServerEndpoints, RevocationOfAnUnknownTokenSucceeds) {
  EXPECT_EQ(revoke("x").status, 200);
}

TEST_F(DevServerEndpoints, RevocationOfAnAccessTokenLeavesTheSignIn) {
  const auto tokens = sign_in(server_);
  EXPECT_EQ(revoke(tokens.at("access_token")).status, 200);
  EXPECT_EQ(get(server_, "/userinfo", bearer(tokens.at("access_token"))).status, 401);
  EXPECT_EQ(refresh(server_, tokens.at("refresh_token")).status, 200);
}

TEST_F(DevServerEndpoints, RevocationOfARefreshTokenEndsTheSignIn) {
  const auto tokens = sign_in(server_);
  EXPECT_EQ(revoke(tokens.at("refresh_token")).status, 200);
  EXPECT_EQ(get(server_, "/userinfo", bearer(tokens.at("access_token"))).status, 401);
  EXPECT_EQ(refresh(server_, tokens.at("refresh_token")).error(), "invalid_grant");
}

TEST_F(DevServerEndpoints, StatisticsCountUntilTheyAreReset) {
  refresh(server_, sign_in(server_).at("refresh_token"));
  const auto stats = server_.stats();
  EXPECT_EQ(stats.at("requests"), (nlohmann::json{{"authorize", 1}, {"token", 2}}));
  EXPECT_EQ(stats.at("grants"), (nlohmann::json{{"authorization_code", 1}, {"refresh_token", 1}}));
  EXPECT_EQ(send("DELETE", server_.issuer() + "/stats").status, 204);
  EXPECT_TRUE(server_.stats().at("requests").empty());
}

}  // namespace
}  // namespace oauthctl::testing

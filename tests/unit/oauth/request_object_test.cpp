#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/jws.h"
#include "oauth/secured_request.h"
#include "unit/oauth/client/own_keys.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr TimePoint noon{std::chrono::seconds{1'800'000'000}};

const Entropy same = [](std::size_t count) { return std::string(count, 'r'); };

ServerMetadata a_server() {
  ServerMetadata server;
  server.issuer = "https://as.example";
  server.authorization_endpoint = "https://as.example/authorize";
  return server;
}

Params signed_by(const Client& client, const Params& parameters, const ServerMetadata& server = a_server()) {
  return signed_request({client, server, {}}, parameters, noon, same);
}

json claims_in(const Params& outside) {
  return json::parse(parse_jws(outside.get("request"), "the request object").payload);
}

TEST(RequestObject, NeedsAKeyThatSignsWithItsAlgorithm) {
  Client client;
  client.client_id = "c";
  EXPECT_EQ(thrown_by([&] { signed_by(client, {}); }).kind(), ErrorKind::usage);
  client = testing::with_key(testing::ed25519_jwk);
  for (const char* alg : {"ES256", "none", "HS256"}) {
    client.request_object_signing_alg = alg;
    EXPECT_EQ(thrown_by([&] { signed_by(client, {}); }).kind(), ErrorKind::usage) << alg;
  }
  client.request_object_signing_alg.clear();
  ServerMetadata server = a_server();
  server.request_object_signing_alg_values_supported = {"PS256"};
  EXPECT_EQ(thrown_by([&] { signed_by(client, {}, server); }).kind(), ErrorKind::usage);
}

TEST(RequestObject, IsNeededWhereServerOrClientSaySo) {
  EXPECT_FALSE(needs_request_object({{}, {}, {}}));
  ServerMetadata server;
  server.require_signed_request_object = true;
  EXPECT_TRUE(needs_request_object({{}, server, {}}));
  Client client;
  client.require_signed_request_object = true;
  EXPECT_TRUE(needs_request_object({client, {}, {}}));
  client.require_signed_request_object = false;
  client.request_object_signing_alg = "ES256";
  EXPECT_TRUE(needs_request_object({client, {}, {}}));
}

TEST(RequestObject, HoldsEveryParameterAndLeavesOutsideWhatMustBe) {
  const Client client = testing::with_key(testing::ed25519_jwk);
  const Params outside = signed_by(client, {{"response_type", "code"},
                                            {"client_id", "c"},
                                            {"state", "s"},
                                            {"max_age", "60"},
                                            {"claims", R"({"userinfo":{"email":null}})"},
                                            {"resource", "https://a.example"},
                                            {"resource", "https://b.example"},
                                            {"scope", "openid email"}});
  const UnverifiedJws object = parse_jws(outside.get("request"), "the request object");
  verify(object, JwkSet::parse(testing::ed25519_published, "keys"), {"EdDSA"});
  EXPECT_EQ(object.header.string("typ"), "oauth-authz-req+jwt");
  EXPECT_EQ(object.kid, "ed");
  EXPECT_EQ(json::parse(object.payload), (json{{"iss", "c"},
                                               {"aud", "https://as.example"},
                                               {"jti", base64url_encode(std::string(32, 'r'))},
                                               {"iat", 1'800'000'000},
                                               {"nbf", 1'800'000'000},
                                               {"exp", 1'800'000'300},
                                               {"response_type", "code"},
                                               {"client_id", "c"},
                                               {"state", "s"},
                                               {"max_age", 60},
                                               {"claims", {{"userinfo", {{"email", nullptr}}}}},
                                               {"resource", {"https://a.example", "https://b.example"}},
                                               {"scope", "openid email"}}));
  EXPECT_EQ(outside.size(), 4U);
  EXPECT_EQ(outside.get("client_id"), "c");
  EXPECT_EQ(outside.get("response_type"), "code");
  EXPECT_EQ(outside.get("scope"), "openid email");
}

TEST(RequestObject, OfPlainOAuthLeavesTheClientAloneOutside) {
  const Params outside =
      signed_by(testing::with_key(testing::p256_jwk), {{"response_type", "code"}, {"scope", "read"}});
  EXPECT_EQ(outside.size(), 2U);
  EXPECT_EQ(outside.get("client_id"), "c");
}

TEST(RequestObject, IsForTheAuthorizationEndpointWhereTheIssuerIsNotKnown) {
  ServerMetadata server = a_server();
  server.issuer.clear();
  EXPECT_EQ(claims_in(signed_by(testing::with_key(testing::p256_jwk), {}, server)).at("aud"),
            "https://as.example/authorize");
}

TEST(RequestObject, CannotHaveItsIssuerOrTimesSetByAParameter) {
  const json claims =
      claims_in(signed_by(testing::with_key(testing::p256_jwk), {{"iss", "x"}, {"aud", "x"}, {"exp", "9"}}));
  EXPECT_EQ(claims.at("iss"), "c");
  EXPECT_EQ(claims.at("aud"), "https://as.example");
  EXPECT_EQ(claims.at("exp"), 1'800'000'300);
}

TEST(RequestObject, MaySignWithTheSecretWhereTheClientIsRegisteredSo) {
  Client client;
  client.client_id = "c";
  client.client_secret = Secret(std::string(32, 's'));
  client.request_object_signing_alg = "HS256";
  verify(parse_jws(signed_by(client, {}).get("request"), "it"), client.client_secret, {"HS256"});
}

}  // namespace
}  // namespace oauthctl

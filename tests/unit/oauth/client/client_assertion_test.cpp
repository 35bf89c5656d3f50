#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/jws.h"
#include "oauth/client/assertion.h"
#include "oauth/sign_out.h"
#include "unit/oauth/client/own_keys.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

constexpr TimePoint noon{std::chrono::seconds{1'800'000'000}};

const Entropy same = [](std::size_t count) { return std::string(count, 'r'); };

ServerMetadata a_server() {
  ServerMetadata server;
  server.issuer = "https://as.example";
  server.token_endpoint = "https://as.example/token";
  server.revocation_endpoint = "https://as.example/revoke";
  return server;
}

Client with_secret(std::size_t size) {
  Client client;
  client.client_id = "c";
  client.client_secret = Secret(std::string(size, 's'));
  return client;
}

struct Presented {
  Params body;
  HttpRequest request;
  UnverifiedJws assertion() const { return parse_jws(body.get("client_assertion"), "the assertion"); }
};

Presented presented(const ClientAuth& auth, const Client& client, const ServerMetadata& server = a_server()) {
  Presented out;
  out.request.may_repeat = true;
  auth({client, server, {}}, out.body, out.request);
  return out;
}

TEST(ClientSecretJwt, RefusesAShortSecret) {
  const Error error = thrown_by([] { presented(client_secret_jwt(noon, same), with_secret(31)); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "the secret has 31 bytes, but HS256 needs 32 or more");
}

TEST(ClientSecretJwt, RefusesAnAlgorithmThatTakesNoSecret) {
  for (const char* alg : {"RS256", "none", "hs256"}) {
    Client client = with_secret(64);
    client.token_endpoint_auth_signing_alg = alg;
    const Error error = thrown_by([&] { presented(client_secret_jwt(noon, same), client); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(),
              "token_endpoint_auth_signing_alg '" + std::string(alg) + "' does not sign with a client_secret");
  }
}

TEST(ClientSecretJwt, IsAMacThatHoldsNoSecret) {
  Client client = with_secret(64);
  for (const char* alg : {"", "HS256", "HS384", "HS512"}) {
    client.token_endpoint_auth_signing_alg = alg;
    const Presented sent = presented(client_secret_jwt(noon, same), client);
    verify(sent.assertion(), client.client_secret, {*alg == '\0' ? "HS256" : alg});
    EXPECT_EQ(sent.body.size(), 3U);
    EXPECT_TRUE(sent.request.headers.empty());
    EXPECT_FALSE(sent.body.contains("client_secret"));
  }
}

TEST(PrivateKeyJwt, RefusesAKeyThatDoesNotSuit) {
  ServerMetadata server = a_server();
  server.token_endpoint_auth_signing_alg_values_supported = {"RS256"};
  const auto auth = private_key_jwt(noon, same);
  EXPECT_EQ(thrown_by([&] { presented(auth, testing::with_key(testing::p256_jwk), server); }).kind(), ErrorKind::usage);
}

TEST(PrivateKeyJwt, NamesIssuerSubjectAudienceAndExpiry) {
  const Client client = testing::with_key(testing::ed25519_jwk);
  const Presented sent = presented(private_key_jwt(noon, same), client);
  const UnverifiedJws assertion = sent.assertion();
  verify(assertion, JwkSet::parse(testing::ed25519_published, "keys"), {"EdDSA"});
  EXPECT_EQ(nlohmann::json::parse(assertion.payload), (nlohmann::json{{"iss", "c"},
                                                                      {"sub", "c"},
                                                                      {"aud", "https://as.example"},
                                                                      {"jti", base64url_encode(std::string(32, 'r'))},
                                                                      {"iat", 1'800'000'000},
                                                                      {"exp", 1'800'000'060}}));
  EXPECT_EQ(sent.body.get("client_id"), "c");
  EXPECT_EQ(sent.body.get("client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
}

TEST(PrivateKeyJwt, IsForTheTokenEndpointWhereTheIssuerIsNotKnown) {
  ServerMetadata server = a_server();
  server.issuer.clear();
  const Presented sent = presented(private_key_jwt(noon, same), testing::with_key(testing::ed25519_jwk), server);
  EXPECT_EQ(nlohmann::json::parse(sent.assertion().payload).at("aud"), "https://as.example/token");
}

TEST(PrivateKeyJwt, IsMadeAnewForEachRequestWhichIsNotRepeated) {
  char next = 'a';
  const Entropy random = [&](std::size_t count) { return std::string(count, next++); };
  const Client client = testing::with_key(testing::ed25519_jwk);
  const ClientAuth auth = private_key_jwt(noon, random);
  const HttpRequest first = revocation_request({client, a_server(), {}}, auth, Secret("t"), "access_token");
  const HttpRequest second = revocation_request({client, a_server(), {}}, auth, Secret("t"), "access_token");
  EXPECT_FALSE(first.may_repeat);
  EXPECT_NE(form_decode(first.body.reveal()).get("client_assertion"),
            form_decode(second.body.reveal()).get("client_assertion"));
}

}  // namespace
}  // namespace oauthctl

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/keys/pem.h"
#include "oauth/client/assertion.h"
#include "oauth/token_request.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr TimePoint now{std::chrono::seconds{1'800'000'000}};

ServerMetadata a_server() {
  ServerMetadata server;
  server.token_endpoint = "https://as.example/token";
  return server;
}

struct Signing {
  PrivateKey key = generate_key(KeyType::rsa);

  /// The claims, if the key made the signature with this algorithm.
  json claims_of(const Secret& assertion, const char* alg) const {
    json jwk = public_jwk(key.public_key());
    const JwkSet keys = JwkSet::parse(json{{"keys", {jwk}}}.dump(), "the keys");
    const UnverifiedJws jws = parse_jws(assertion.reveal(), "the assertion");
    verify(jws, keys, {alg});
    return json::parse(jws.payload);
  }
};

TEST(ServiceAccountAssertion, NeedsAKeyThatCanBeRead) {
  const Error error = thrown_by([] {
    service_account_assertion({{}, a_server(), ServiceAccount{"robot@example", Secret("no key"), ""}}, "", "", now);
  });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "the service account's \"private_key\": is not a private key in PEM");
}

TEST(ServiceAccountAssertion, IsAsGoogleWantsIt) {
  const Signing signing;
  ServiceAccount account{"robot@example", write_private_pem(signing.key), ""};
  ServerMetadata server = a_server();
  server.issuer = "https://accounts.example";
  EXPECT_EQ(signing.claims_of(service_account_assertion({{}, server, account}, "", "", now), "RS256"),
            (json{{"iss", "robot@example"},
                  {"aud", "https://as.example/token"},
                  {"iat", 1'800'000'000},
                  {"exp", 1'800'003'600}}));

  account.private_key_id = "k1";
  const Secret assertion = service_account_assertion({{}, server, account}, "ann@example", "a b", now);
  const json claims = signing.claims_of(assertion, "RS256");
  EXPECT_EQ(claims.at("sub"), "ann@example");
  EXPECT_EQ(claims.at("scope"), "a b");
  EXPECT_EQ(parse_jws(assertion.reveal(), "it").kid, "k1");
}

TEST(ClientGrantAssertion, NeedsAKeyOfTheClient) {
  Client client;
  client.client_id = "c";
  const Error error = thrown_by([&] {
    client_grant_assertion({client, a_server(), {}}, "", now, [](std::size_t n) { return std::string(n, 'r'); });
  });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "the client has no private key to sign with");
}

TEST(ClientGrantAssertion, IsForTheIssuerAndGoodForAMinute) {
  const Signing signing;
  Client client;
  client.client_id = "c";
  client.private_key = write_private_pem(signing.key);
  client.token_endpoint_auth_signing_alg = "PS256";
  ServerMetadata server = a_server();
  server.issuer = "https://as.example";
  const auto entropy = [](std::size_t count) { return std::string(count, 'r'); };
  json claims = signing.claims_of(client_grant_assertion({client, server, {}}, "", now, entropy), "PS256");
  EXPECT_FALSE(claims.at("jti").get<std::string>().empty());
  claims.erase("jti");
  EXPECT_EQ(
      claims,
      (json{
          {"iss", "c"}, {"sub", "c"}, {"aud", "https://as.example"}, {"iat", 1'800'000'000}, {"exp", 1'800'000'060}}));
  EXPECT_EQ(signing.claims_of(client_grant_assertion({client, server, {}}, "ann", now, entropy), "PS256").at("sub"),
            "ann");
}

TEST(JwtBearerGrant, SpeaksForItselfAndIsSaidOnce) {
  const auto request =
      token_request({Client{}, a_server(), {}}, public_client(), JwtBearerGrant{Secret("a.b.c"), "", {}});
  EXPECT_EQ(request.body.reveal(), "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c");
  EXPECT_FALSE(request.may_repeat);
}

}  // namespace
}  // namespace oauthctl

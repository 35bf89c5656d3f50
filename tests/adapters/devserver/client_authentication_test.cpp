#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversation.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr const char* jwt_bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

class ClientAuthentication : public ::testing::Test {
 protected:
  Answer try_to_register(const json& changes) {
    json metadata{{"grant_types", {"client_credentials"}}};
    metadata.update(changes);
    return post_json(server_, "/register", metadata);
  }
  json register_with_key(const json& changes = json::object()) {
    json metadata{{"token_endpoint_auth_method", "private_key_jwt"}, {"jwks", jwks()}};
    metadata.update(changes);
    return try_to_register(metadata).json();
  }
  json jwks() const { return {{"keys", {public_jwk(key_.public_key())}}}; }
  json claims(const json& client) {
    const std::string id = client.at("client_id");
    return {{"iss", id},
            {"sub", id},
            {"aud", server_.issuer()},
            {"jti", std::to_string(++serial_)},
            {"exp", std::time(nullptr) + 60}};
  }
  std::string assertion(const json& client) { return sign_jws(json::object(), claims(client).dump(), "ES256", key_); }
  static Params form(const std::string& assertion) {
    return {
        {"grant_type", "client_credentials"}, {"client_assertion_type", jwt_bearer}, {"client_assertion", assertion}};
  }
  Answer ask(const Params& form, const Params& headers = {}) { return post(server_, "/token", form, headers); }

  PrivateKey key_ = generate_key(KeyType::p256);
  int serial_ = 0;
  DevServer server_{{"--auto-approve"}};
};

TEST_F(ClientAuthentication, RefusesTwoWaysAtOnce) {
  const json client = register_with_key();
  Params with_secret = form(assertion(client));
  with_secret.add("client_secret", "x");
  EXPECT_EQ(ask(with_secret).error(), "invalid_request");
  EXPECT_EQ(ask(form(assertion(client)), basic(server_)).error(), "invalid_request");
}

TEST_F(ClientAuthentication, RefusesAnAssertionOfAnotherType) {
  Params other = form(assertion(register_with_key()));
  other.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
  EXPECT_EQ(ask(other).error(), "invalid_client");
}

TEST_F(ClientAuthentication, RefusesAnotherClientIdThanTheAssertions) {
  Params other = form(assertion(register_with_key()));
  other.add("client_id", "oauthctl-dev");
  const Answer refused = ask(other);
  EXPECT_EQ(refused.error(), "invalid_client");
  EXPECT_THAT(refused.body, HasSubstr("client_id is not the sub"));
}

TEST_F(ClientAuthentication, HoldsAClientToTheMethodItRegistered) {
  const json signs = register_with_key();
  const std::string id = signs.at("client_id");
  EXPECT_EQ(ask({{"grant_type", "client_credentials"}, {"client_id", id}}).error(), "invalid_client");
  EXPECT_EQ(ask({{"grant_type", "client_credentials"}, {"client_id", id}, {"client_secret", "x"}}).error(),
            "invalid_client");
  EXPECT_EQ(ask(form(assertion({{"client_id", "oauthctl-dev"}}))).error(), "invalid_client");
}

TEST_F(ClientAuthentication, AtEachEndpointTakesAnAssertionOnce) {
  const json client = register_with_key();
  const std::string once = assertion(client);
  const Answer taken = ask(form(once));
  EXPECT_EQ(taken.status, 200);
  EXPECT_THAT(ask(form(once)).body, HasSubstr("was used before"));
  for (const char* path : {"/introspect", "/revoke"}) {
    Params about = form(once);
    about.add("token", taken.json().at("access_token"));
    EXPECT_EQ(post(server_, path, about).error(), "invalid_client") << path;
    about.set("client_assertion", assertion(client));
    EXPECT_EQ(post(server_, path, about).status, 200) << path;
  }
}

TEST_F(ClientAuthentication, TakesAMacOfTheSecret) {
  const json client = try_to_register({{"token_endpoint_auth_method", "client_secret_jwt"}}).json();
  const std::string id = client.at("client_id");
  const std::string secret = client.at("client_secret");
  EXPECT_EQ(ask({{"grant_type", "client_credentials"}}, basic(id, secret)).error(), "invalid_client");
  const auto with_mac = [&](const std::string& key) {
    return form(sign_jws(json::object(), claims(client).dump(), "HS256", Secret(key)));
  };
  EXPECT_EQ(ask(with_mac(std::string(64, 'x'))).error(), "invalid_client");
  EXPECT_EQ(ask(with_mac(secret)).status, 200);
}

TEST_F(ClientAuthentication, RegistersNoClientThatCouldNotAuthenticate) {
  const auto refusal = [&](const json& changes) { return try_to_register(changes).json().at("error_description"); };
  const json by_key{{"token_endpoint_auth_method", "private_key_jwt"}};
  const auto with = [&](const char* name, const json& value) {
    json metadata = by_key;
    metadata[name] = value;
    return metadata;
  };
  EXPECT_THAT(refusal(by_key), HasSubstr("needs the client's public keys"));
  EXPECT_THAT(refusal(with("jwks_uri", "https://app.example/jwks")), HasSubstr("jwks_uri is not supported"));
  EXPECT_THAT(refusal(with("jwks", {{"keys", json::array()}})), HasSubstr("has no key that checks signatures"));
  EXPECT_THAT(refusal(with("jwks", "text")), HasSubstr("must be an object"));
  EXPECT_THAT(refusal(with("jwks", {{"keys", {private_jwk(key_)}}})), HasSubstr("contains a private key"));
  EXPECT_THAT(refusal({{"token_endpoint_auth_signing_alg", "ES256"}}), HasSubstr("does not fit the method"));
  EXPECT_THAT(
      refusal({{"token_endpoint_auth_method", "client_secret_jwt"}, {"token_endpoint_auth_signing_alg", "ES256"}}),
      HasSubstr("does not fit the method"));
}

TEST_F(ClientAuthentication, TellsAClientItsKeysAndLetsItChangeThemButNotTheCredential) {
  const json client = register_with_key({{"token_endpoint_auth_signing_alg", "ES256"}});
  EXPECT_EQ(client.at("jwks"), jwks());
  EXPECT_EQ(client.at("token_endpoint_auth_signing_alg"), "ES256");
  EXPECT_FALSE(client.contains("client_secret"));
  const auto change = [&](const json& changes) {
    json body{{"client_id", client.at("client_id")}, {"grant_types", {"client_credentials"}}};
    body.update(changes);
    Params headers = bearer(client.at("registration_access_token"));
    headers.add("Content-Type", "application/json");
    return send("PUT", client.at("registration_client_uri"), headers, body.dump());
  };
  EXPECT_EQ(change({{"token_endpoint_auth_method", "client_secret_basic"}}).error(), "invalid_client_metadata");
  const std::string old = assertion(client);
  key_ = generate_key(KeyType::p256);
  EXPECT_EQ(change({{"token_endpoint_auth_method", "private_key_jwt"}, {"jwks", jwks()}}).status, 200);
  EXPECT_EQ(ask(form(old)).error(), "invalid_client");
  EXPECT_EQ(ask(form(assertion(client))).status, 200);
}

TEST_F(ClientAuthentication, IsAnnounced) {
  const json metadata = get(server_, "/.well-known/openid-configuration").json();
  EXPECT_EQ(metadata.at("token_endpoint_auth_methods_supported"),
            json({"client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"}));
  const json& algorithms = metadata.at("token_endpoint_auth_signing_alg_values_supported");
  EXPECT_THAT(algorithms, ::testing::IsSupersetOf({"ES256", "PS256", "EdDSA", "HS256"}));
  EXPECT_THAT(algorithms, ::testing::Not(::testing::Contains("none")));
}

}  // namespace
}  // namespace oauthctl::testing

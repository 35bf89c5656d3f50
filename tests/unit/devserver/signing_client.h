#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "devserver/clients/clients.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"

/// Registered clients that sign, and what their JWTs are for.
namespace oauthctl::devserver {

inline const std::string issuer = "http://127.0.0.1:8910";
inline constexpr std::int64_t now = 1'000'000;

inline const PrivateKey& own_key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

inline RegisteredClient client_with_key() {
  RegisteredClient client;
  client.client_id = "notes";
  client.token_endpoint_auth_method = "private_key_jwt";
  client.rules.jwks = to_text(nlohmann::json{{"keys", {public_jwk(own_key().public_key())}}});
  return client;
}

inline RegisteredClient client_with_secret() {
  RegisteredClient client;
  client.client_id = "notes";
  client.token_endpoint_auth_method = "client_secret_jwt";
  client.client_secret = Secret("a secret that is long enough for HS512, which wants sixty-four bytes");
  return client;
}

}  // namespace oauthctl::devserver

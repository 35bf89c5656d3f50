#pragma once

#include "model/client.h"
#include "support/text_file.h"

namespace oauthctl::testing {

/// RFC 8037 App. A.1 and A.2, with a `kid`.
constexpr const char* ed25519_jwk = R"({"kty":"OKP","crv":"Ed25519","kid":"ed",
  "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
constexpr const char* ed25519_published = R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"ed",
  "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})";

/// RFC 7515 App. A.3
constexpr const char* p256_jwk = R"({"kty":"EC","crv":"P-256",
  "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";

inline Client with_key(const std::string& text) {
  Client client;
  client.client_id = "c";
  client.private_key_file = "/k";
  client.private_key = Secret(text);
  return client;
}

inline Client with_rsa_key() {
  return with_key(read_file(OAUTHCTL_SOURCE_DIR "/tests/vectors/jose/pem/rsa-pkcs8.pem"));
}

inline Client with_jwks(const std::string& text) {
  Client client;
  client.client_id = "c";
  client.jwks = Secret(text);
  return client;
}

}  // namespace oauthctl::testing

#include "oauth/own_keys.h"

#include "base/json.h"
#include "base/text.h"
#include "jose/jwk.h"
#include "jose/pem.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// The one key, or the keys of a set. A file that is named as the private key and holds a public one is a mistake; a
/// set may hold both.
std::vector<JsonObject> read_entries(const Secret& text, const std::string& source) {
  const JsonObject object = JsonObject::parse(text.reveal(), source, ErrorKind::usage);
  if (!object.has("keys")) {
    if (object.string("kty") != "oct") object.required_string("d");
    return {object};
  }
  const nlohmann::json& entries = object.value().at("keys");
  if (!entries.is_array()) object.fail("keys", "must be an array");
  std::vector<JsonObject> jwks;
  for (std::size_t i = 0; i < entries.size(); ++i)
    jwks.emplace_back(entries[i], source + ": key " + std::to_string(i + 1), ErrorKind::usage);
  return jwks;
}

bool is_pem(const Client& client) {
  return !client.private_key.empty() && !trimmed(client.private_key.reveal()).starts_with('{');
}

std::vector<JsonObject> own_jwks(const Client& client, const std::string& use) {
  std::vector<JsonObject> jwks;
  if (is_pem(client)) return jwks;
  if (!client.private_key.empty()) {
    jwks = read_entries(client.private_key, client.private_key_file);
  } else if (!client.jwks.empty()) {
    jwks = read_entries(client.jwks, "\"jwks\"");
  }
  std::erase_if(jwks, [&](const JsonObject& jwk) { return jwk.has("use") && jwk.string("use") != use; });
  return jwks;
}

}  // namespace

std::vector<OwnKey> own_keys(const Client& client, const std::string& use) {
  if (is_pem(client)) return {{read_private_pem(client.private_key, client.private_key_file), "", ""}};
  std::vector<OwnKey> keys;
  for (const JsonObject& jwk : own_jwks(client, use)) {
    if (jwk.has("d") && jwk.string("crv") != "X25519")
      keys.push_back({read_private_jwk(jwk), jwk.string("kid"), jwk.string("alg")});
  }
  return keys;
}

std::vector<OwnSecret> own_secrets(const Client& client, const std::string& use) {
  std::vector<OwnSecret> secrets;
  for (const JsonObject& jwk : own_jwks(client, use)) {
    if (jwk.string("kty") == "oct") secrets.push_back({read_secret_jwk(jwk), jwk.string("kid"), jwk.string("alg")});
  }
  return secrets;
}

}  // namespace oauthctl

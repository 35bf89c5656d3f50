#include "oauth/client/client_keys.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/keys/pem.h"
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
  return object.objects("keys", source + ": key");
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

namespace {

/// For each type of key, the algorithm that every server knows comes first.
constexpr std::string_view preferred[] = {"RS256", "PS256", "RS384", "PS384", "RS512",
                                          "PS512", "ES256", "ES384", "ES512", "EdDSA"};

std::vector<OwnKey> signing_keys(const Client& client) {
  return own_keys(client, "sig");
}

bool suits(const OwnKey& key, std::string_view alg) {
  const SignatureAlgorithm* algorithm = find_algorithm(alg);
  return algorithm != nullptr && algorithm->key == key.key.type() && (key.alg.empty() || key.alg == alg);
}

std::optional<std::string> algorithm_for(const OwnKey& key, const std::string& alg,
                                         const std::vector<std::string>& supported) {
  if (!alg.empty()) return suits(key, alg) ? std::optional(alg) : std::nullopt;
  for (const std::string_view name : preferred) {
    if (suits(key, name) && (supported.empty() || contains(supported, name))) return std::string(name);
  }
  return std::nullopt;
}

Error no_key(const std::string& alg, const std::vector<std::string>& supported) {
  if (!alg.empty()) {
    return {ErrorKind::usage, "the client has no private key that can sign with '" + printable(alg, 40) + "'",
            "name its key with private_key_file in the client file, or another algorithm"};
  }
  if (supported.empty()) {
    return {ErrorKind::usage, "the client has no private key to sign with",
            "name it with private_key_file in the client file"};
  }
  return {ErrorKind::usage,
          "the client has no private key for an algorithm that the server accepts: " + printable(join(supported, ", ")),
          "register a key of such a type at the server"};
}

}  // namespace

std::string Signer::sign(const nlohmann::json& claims, const std::string& typ) const {
  nlohmann::json header = nlohmann::json::object();
  if (!kid.empty()) header["kid"] = kid;
  if (!typ.empty()) header["typ"] = typ;
  return sign_jws(std::move(header), to_text(claims), alg, key);
}

bool has_signing_key(const Client& client) {
  return !signing_keys(client).empty();
}

Signer signer_of(const Client& client, const std::string& alg, const std::vector<std::string>& supported) {
  for (const OwnKey& own : signing_keys(client)) {
    if (const auto found = algorithm_for(own, alg, supported)) return {own.key, own.kid, *found};
  }
  throw no_key(alg, supported);
}

}  // namespace oauthctl

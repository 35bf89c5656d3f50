#include "oauth/signer.h"

#include <algorithm>
#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "jose/jwk.h"
#include "jose/jws.h"
#include "jose/pem.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

struct OwnKey {
  PrivateKey key;
  std::string kid;
  std::string alg;  ///< empty: any that suits its type
};

/// For each type of key, what every server knows comes first.
constexpr std::string_view preferred[] = {"RS256", "PS256", "RS384", "PS384", "RS512",
                                          "PS512", "ES256", "ES384", "ES512", "EdDSA"};

OwnKey read_key(const JsonObject& jwk) {
  return {read_private_jwk(jwk), jwk.string("kid"), jwk.string("alg")};
}

/// A client's registered set has its public keys, keys for encryption and shared secrets in it too.
bool may_sign(const JsonObject& jwk) {
  const std::string use = jwk.string("use");
  return jwk.has("d") && (use.empty() || use == "sig") && jwk.string("crv") != "X25519";
}

std::vector<OwnKey> read_set(const JsonObject& set, const std::string& source) {
  const nlohmann::json& entries = set.value().at("keys");
  if (!entries.is_array()) set.fail("keys", "must be an array");
  std::vector<OwnKey> keys;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const JsonObject jwk(entries[i], source + ": key " + std::to_string(i + 1), ErrorKind::usage);
    if (may_sign(jwk)) keys.push_back(read_key(jwk));
  }
  return keys;
}

std::vector<OwnKey> read_json(const Secret& text, const std::string& source) {
  const JsonObject object = JsonObject::parse(text.reveal(), source, ErrorKind::usage);
  return object.has("keys") ? read_set(object, source) : std::vector{read_key(object)};
}

std::vector<OwnKey> signing_keys(const Client& client) {
  if (client.private_key.empty()) {
    return client.jwks.empty() ? std::vector<OwnKey>{} : read_json(client.jwks, "\"jwks\"");
  }
  if (trimmed(client.private_key.reveal()).starts_with('{'))
    return read_json(client.private_key, client.private_key_file);
  return {{read_private_pem(client.private_key, client.private_key_file), "", ""}};
}

bool is_among(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool suits(const OwnKey& key, std::string_view alg) {
  const SignatureAlgorithm* algorithm = find_algorithm(alg);
  return algorithm != nullptr && algorithm->key == key.key.type() && (key.alg.empty() || key.alg == alg);
}

std::optional<std::string> algorithm_for(const OwnKey& key, const std::string& alg,
                                         const std::vector<std::string>& supported) {
  if (!alg.empty()) return suits(key, alg) ? std::optional(alg) : std::nullopt;
  for (const std::string_view name : preferred) {
    if (suits(key, name) && (supported.empty() || is_among(supported, name))) return std::string(name);
  }
  return std::nullopt;
}

Error no_key(const std::string& alg, const std::vector<std::string>& supported) {
  if (!alg.empty()) {
    return {ErrorKind::usage, "the client has no private key that can sign with '" + printable(alg, 40) + "'",
            "name its key with private_key_file in the secrets file, or another algorithm"};
  }
  if (supported.empty()) {
    return {ErrorKind::usage, "the client has no private key to sign with",
            "name it with private_key_file in the secrets file"};
  }
  return {ErrorKind::usage,
          "no private key of the client can sign with what the server accepts: " + printable(join(supported, ", ")),
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

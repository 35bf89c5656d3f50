#include "oauth/signer.h"

#include <algorithm>
#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "jose/jws.h"
#include "oauth/own_keys.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// For each type of key, what every server knows comes first.
constexpr std::string_view preferred[] = {"RS256", "PS256", "RS384", "PS384", "RS512",
                                          "PS512", "ES256", "ES384", "ES512", "EdDSA"};

std::vector<OwnKey> signing_keys(const Client& client) {
  return own_keys(client, "sig");
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

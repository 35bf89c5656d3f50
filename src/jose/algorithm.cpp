#include "jose/algorithm.h"

#include <algorithm>
#include <iterator>

namespace oauthctl {
namespace {

constexpr SignatureAlgorithm algorithms[] = {
    {"RS256", SignatureScheme::rsa_pkcs1, KeyType::rsa, "SHA256"},
    {"RS384", SignatureScheme::rsa_pkcs1, KeyType::rsa, "SHA384"},
    {"RS512", SignatureScheme::rsa_pkcs1, KeyType::rsa, "SHA512"},
    {"PS256", SignatureScheme::rsa_pss, KeyType::rsa, "SHA256"},
    {"PS384", SignatureScheme::rsa_pss, KeyType::rsa, "SHA384"},
    {"PS512", SignatureScheme::rsa_pss, KeyType::rsa, "SHA512"},
    {"ES256", SignatureScheme::ecdsa, KeyType::p256, "SHA256", 32},
    {"ES384", SignatureScheme::ecdsa, KeyType::p384, "SHA384", 48},
    {"ES512", SignatureScheme::ecdsa, KeyType::p521, "SHA512", 66},
    {"EdDSA", SignatureScheme::eddsa, KeyType::ed25519, "SHA512"},
    {"HS256", SignatureScheme::hmac, KeyType::secret, "SHA256"},
    {"HS384", SignatureScheme::hmac, KeyType::secret, "SHA384"},
    {"HS512", SignatureScheme::hmac, KeyType::secret, "SHA512"},
};

}  // namespace

const SignatureAlgorithm* find_algorithm(std::string_view name) {
  const auto found =
      std::find_if(std::begin(algorithms), std::end(algorithms), [&](const auto& row) { return row.name == name; });
  return found == std::end(algorithms) ? nullptr : found;
}

bool is_mac(std::string_view name) {
  const SignatureAlgorithm* algorithm = find_algorithm(name);
  return algorithm != nullptr && algorithm->scheme == SignatureScheme::hmac;
}

}  // namespace oauthctl

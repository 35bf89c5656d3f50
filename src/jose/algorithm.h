#pragma once

#include <cstddef>
#include <string_view>

namespace oauthctl {

enum class KeyType { rsa, p256, p384, p521, ed25519, secret };

enum class SignatureScheme { rsa_pkcs1, rsa_pss, ecdsa, eddsa, hmac };

/// One row of RFC 7518 §3.1 or RFC 8037 §3.1. `none` has no row, so nothing can be verified with it.
struct SignatureAlgorithm {
  std::string_view name;
  SignatureScheme scheme;
  KeyType key;
  const char* digest;  ///< OpenSSL's name of the hash; for EdDSA, which hashes internally, the one it uses (RFC 8032)
  std::size_t coordinate = 0;  ///< ECDSA: bytes of r and of s (RFC 7518 §3.4)
};

/// Null for a name that has no row. Names are compared byte for byte.
const SignatureAlgorithm* find_algorithm(std::string_view name);

/// Whether the algorithm uses a shared secret. False for a name that has no row.
bool is_mac(std::string_view name);

}  // namespace oauthctl

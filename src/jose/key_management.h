#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "jose/content_encryption.h"
#include "jose/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

enum class KeyManagementScheme { rsa_oaep, key_agreement, direct };

/// One row of RFC 7518 §4.1: how the key of the content comes to its reader. RSA1_5 (Bleichenbacher), PBES2 (a
/// stranger's choice of how long we compute) and `A128KW` and its like without an agreement are no rows.
struct KeyManagement {
  std::string_view name;
  KeyManagementScheme scheme;
  const char* digest = nullptr;  ///< RSA-OAEP's
  const char* wrap = nullptr;    ///< OpenSSL's cipher for the agreed key; null: what is agreed is the content's key
  std::size_t wrap_key_width = 0;
};

/// Null for a name that has no row. Names are compared byte for byte.
const KeyManagement* find_key_management(std::string_view name);

/// Whether a key of this type is one for the scheme.
bool suits(const KeyManagement& management, KeyType type);

/// The content's key, out of `encrypted_key` and the header's `epk`, `apu` and `apv`. What cannot be unwrapped gives a
/// random key instead, so that a failure here and one at the tag are one failure (RFC 7516 §11.5). Throws
/// ErrorKind::protocol for an `epk` that is no public key on the curve of ours.
Secret content_key(const KeyManagement& management, const ContentEncryption& encryption, const PrivateKey& ours,
                   const JsonObject& header, std::string_view encrypted_key);

struct DeliveredKey {
  Secret content_key;
  std::string encrypted_key;
};

/// A new key for the content and its encryption for this reader; what the reader needs besides is added to the header.
DeliveredKey deliver_key(const KeyManagement& management, const ContentEncryption& encryption, const PublicKey& theirs,
                         nlohmann::json& header);

}  // namespace oauthctl

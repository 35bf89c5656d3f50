#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "jose/content_encryption.h"
#include "jose/keys/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

enum class KeyManagementScheme { rsa_oaep, key_agreement, direct };

/// One row of RFC 7518 §4.1: how the content's key reaches its reader. RSA1_5 (Bleichenbacher), PBES2 (the sender
/// chooses how long we compute) and `A128KW` and the like without key agreement have no row.
struct KeyManagement {
  std::string_view name;
  KeyManagementScheme scheme;
  const char* digest = nullptr;  ///< RSA-OAEP's
  const char* wrap = nullptr;    ///< OpenSSL's cipher for the agreed key; null: the agreed key is the content's key
  std::size_t wrap_key_width = 0;
};

/// Null for a name that has no row. Names are compared byte for byte.
const KeyManagement* find_key_management(std::string_view name);

/// Whether the scheme uses a key of this type.
bool suits(const KeyManagement& management, KeyType type);

/// The content's key, from `encrypted_key` and the header's `epk`, `apu` and `apv`. If it cannot be unwrapped, the
/// result is a random key, so that a failure here looks like one at the tag (RFC 7516 §11.5). Throws
/// ErrorKind::protocol for an `epk` that is not a public key on the curve of our key.
Secret content_key(const KeyManagement& management, const ContentEncryption& encryption, const PrivateKey& ours,
                   const JsonObject& header, std::string_view encrypted_key);

struct DeliveredKey {
  Secret content_key;
  std::string encrypted_key;
};

/// A new key for the content and its encryption for this reader. Adds to the header what else the reader needs.
DeliveredKey deliver_key(const KeyManagement& management, const ContentEncryption& encryption, const PublicKey& theirs,
                         nlohmann::json& header);

}  // namespace oauthctl

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "oauthctl/secret.h"

namespace oauthctl {

/// One row of RFC 7518 §5.1: authenticated encryption.
struct ContentEncryption {
  std::string_view name;
  const char* cipher;     ///< OpenSSL's name
  const char* digest;     ///< of the HMAC that goes with CBC; null for GCM
  std::size_t key_width;  ///< in bytes, as are the next two
  std::size_t iv_width;
  std::size_t tag_width;
};

/// Null for a name that has no row. Names are compared byte for byte.
const ContentEncryption* find_content_encryption(std::string_view name);

struct SealedContent {
  std::string iv;
  std::string ciphertext;
  std::string tag;
};

/// With a new random iv. The key has the row's width.
SealedContent seal(const ContentEncryption& encryption, const Secret& key, std::string_view plaintext,
                   std::string_view aad);

/// Nothing if anything was changed. Refuses an iv or a tag of the wrong width before using it: a tag cut to a few bytes
/// could be guessed (CVE-2023-37464).
std::optional<std::string> unseal(const ContentEncryption& encryption, const Secret& key, const SealedContent& sealed,
                                  std::string_view aad);

}  // namespace oauthctl

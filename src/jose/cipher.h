#pragma once

#include <openssl/evp.h>

#include <optional>
#include <string>
#include <string_view>

#include "jose/native_key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// One run of a symmetric cipher. Only files of this folder include this header.
class Cipher {
 public:
  enum class Direction { encrypt, decrypt };

  /// Throws ErrorKind::internal for a name that OpenSSL does not have, or a key or iv of another width than its own.
  Cipher(const char* name, Direction direction, const Secret& key, std::string_view iv);

  /// What GCM authenticates along with the text; before the text.
  void authenticate(std::string_view aad);
  /// GCM: the tag to check, before the text; the tag that was made, behind it.
  void expect_tag(std::string tag);
  std::string tag(std::size_t width);
  /// The whole text at once. Nothing when OpenSSL refuses: a wrong tag, broken padding, another length than the
  /// cipher's.
  std::optional<std::string> run(std::string_view text);

 private:
  std::unique_ptr<EVP_CIPHER_CTX, Releases<EVP_CIPHER_CTX_free>> context_;
};

}  // namespace oauthctl

#pragma once

#include <openssl/evp.h>

#include <optional>
#include <string>
#include <string_view>

#include "jose/keys/native_key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// One run of a symmetric cipher. Only files of this folder include this header.
class Cipher {
 public:
  enum class Direction { encrypt, decrypt };

  /// Throws ErrorKind::internal for a name that OpenSSL does not know, or a key or iv of the wrong width.
  Cipher(const char* name, Direction direction, const Secret& key, std::string_view iv);

  /// The additional data that GCM authenticates. Call it before the text.
  void authenticate(std::string_view aad);
  /// GCM: sets the tag to check, before the text; gets the new tag, after the text.
  void expect_tag(std::string tag);
  std::string tag(std::size_t width);
  /// Processes the whole text at once. Nothing if OpenSSL refuses: a wrong tag, broken padding or a wrong length.
  std::optional<std::string> run(std::string_view text);

 private:
  std::unique_ptr<EVP_CIPHER_CTX, Releases<EVP_CIPHER_CTX_free>> context_;
};

}  // namespace oauthctl

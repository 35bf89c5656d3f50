#include "jose/sha256.h"

#include <openssl/evp.h>

#include "oauthctl/error.h"

namespace oauthctl {

std::string sha256(std::string_view bytes) {
  std::string out(32, '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()), nullptr, EVP_sha256(),
                 nullptr) != 1) {
    throw Error(ErrorKind::internal, "OpenSSL has no SHA-256");
  }
  return out;
}

}  // namespace oauthctl

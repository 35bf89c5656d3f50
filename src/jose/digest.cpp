#include "jose/digest.h"

#include <openssl/evp.h>

#include "oauthctl/error.h"

namespace oauthctl {

std::string digest(const char* name, std::string_view bytes) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, name, nullptr, bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()),
                   &size) != 1) {
    throw Error(ErrorKind::internal, std::string("OpenSSL has no ") + name);
  }
  out.resize(size);
  return out;
}

}  // namespace oauthctl

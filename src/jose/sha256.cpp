#include "jose/sha256.h"

#include "jose/digest.h"

namespace oauthctl {

std::string sha256(std::string_view bytes) {
  return digest("SHA256", bytes);
}

}  // namespace oauthctl

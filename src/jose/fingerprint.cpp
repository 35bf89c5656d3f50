#include "jose/fingerprint.h"

#include "base/base64.h"
#include "jose/random.h"
#include "jose/sha256.h"

namespace oauthctl {

std::string keyed_fingerprint(std::string_view secret) {
  static const std::string key = random_bytes(32);
  return base64url_encode(sha256(key + std::string(secret))).substr(0, 6);
}

std::string file_name_of(const std::string& text) {
  return base64url_encode(sha256(text));
}

}  // namespace oauthctl

#include "devserver/state/random_token.h"

#include "base/base64.h"
#include "jose/random.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {

Secret random_token() {
  return Secret(base64url_encode(random_bytes(32)));
}

std::string hash_of(const Secret& token) {
  return base64url_encode(sha256(token.reveal()));
}

}  // namespace oauthctl::devserver

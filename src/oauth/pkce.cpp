#include "oauth/pkce.h"

#include "base/base64.h"
#include "jose/sha256.h"

namespace oauthctl {

std::string code_challenge(const Secret& code_verifier) {
  return base64url_encode(sha256(code_verifier.reveal()));
}

}  // namespace oauthctl

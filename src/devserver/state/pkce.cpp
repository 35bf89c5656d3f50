#include "devserver/state/pkce.h"

#include "base/base64.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {

bool proves(const Secret& code_verifier, const std::string& code_challenge) {
  if (code_challenge.empty()) return code_verifier.empty();
  return base64url_encode(sha256(code_verifier.reveal())) == code_challenge;
}

}  // namespace oauthctl::devserver

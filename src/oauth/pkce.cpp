#include "oauth/pkce.h"

#include "base/base64.h"
#include "jose/sha256.h"
#include "oauthctl/error.h"

namespace oauthctl {

Secret random_text(const Entropy& entropy) {
  constexpr std::size_t size = 32;
  const std::string bytes = entropy(size);
  if (bytes.size() != size) throw Error(ErrorKind::internal, "the random source gave too few bytes");
  return Secret(base64url_encode(bytes));
}

std::string code_challenge(const Secret& code_verifier) {
  return base64url_encode(sha256(code_verifier.reveal()));
}

}  // namespace oauthctl

#pragma once

#include <string>

#include "oauth/authorization.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// 256 random bits as base64url: 43 characters, the minimum for a code_verifier (RFC 7636 §4.1).
Secret random_text(const Entropy& entropy);

/// RFC 7636 §4.2, method S256: BASE64URL(SHA256(ASCII(code_verifier))).
std::string code_challenge(const Secret& code_verifier);

}  // namespace oauthctl

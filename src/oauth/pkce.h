#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl {

/// RFC 7636 §4.2, method S256: BASE64URL(SHA256(ASCII(code_verifier))).
std::string code_challenge(const Secret& code_verifier);

}  // namespace oauthctl

#pragma once

#include <string>

#include "base/json.h"

namespace oauthctl {

/// RFC 7638 with SHA-256, in base64url: one name for a key, however its JWK is written. `oct` keys have one too.
std::string thumbprint(const JsonObject& jwk);

}  // namespace oauthctl

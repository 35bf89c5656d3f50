#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A code, token, session or client secret: 256 random bits as base64url.
Secret new_opaque();

/// What the database keeps of an opaque value. A plain SHA-256 does, for there is nothing to guess in 256 random bits.
std::string hash_of(const Secret& opaque);

}  // namespace oauthctl::devserver

#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A code, token, session or client secret: 256 random bits as base64url.
Secret random_token();

/// The form that the database keeps. A plain SHA-256 is enough, because nobody can guess 256 random bits.
std::string hash_of(const Secret& token);

}  // namespace oauthctl::devserver

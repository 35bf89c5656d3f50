#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// Argon2id in its encoded form: salt and cost travel with the hash.
std::string hash_password(const Secret& password);
/// An empty hash is nobody's. It takes as long as any other, so that the time does not tell who has an account.
bool password_matches(const std::string& encoded, const Secret& password);

}  // namespace oauthctl::devserver

#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// Argon2id in its encoded form, which contains salt and cost.
std::string hash_password(const Secret& password);
/// An empty hash stands for an unknown user: it matches nothing, but takes as long, so that the time does not tell who
/// has an account.
bool password_matches(const std::string& encoded, const Secret& password);

}  // namespace oauthctl::devserver

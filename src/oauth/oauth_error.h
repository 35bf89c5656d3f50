#pragma once

#include <string>
#include <string_view>

#include "oauthctl/error.h"

namespace oauthctl {

/// Whether this is an error code with a meaning of its own here, not just any word that a server put there.
bool is_known_error(std::string_view error);

/// The server's own words, fit for a terminal: `invalid_grant: Token has been revoked`.
std::string in_words(const OAuthError& answer);

}  // namespace oauthctl

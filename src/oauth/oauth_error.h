#pragma once

#include <string>
#include <string_view>

#include "oauthctl/error.h"

namespace oauthctl {

/// What was presented to the token endpoint when it answered with an error: it decides what invalid_grant means.
enum class Presented { fresh_grant, refresh_token };

/// What a server's error answer means for the user. RFC 6749 §4.1.2.1, §5.2; RFC 8628 §3.5.
ErrorKind kind_of(const OAuthError& answer, Presented presented);

/// That answer as a failure to throw: its kind, the server's words made printable, and what to do about it.
Error error_of(const OAuthError& answer, Presented presented);

/// Whether this is an error code with a meaning of its own here, not just any word that a server put there.
bool is_known_error(std::string_view error);

/// The server's own words, fit for a terminal: `invalid_grant: Token has been revoked`.
std::string in_words(const OAuthError& answer);

}  // namespace oauthctl

#pragma once

#include <string>
#include <string_view>

#include "oauthctl/error.h"

namespace oauthctl {

/// The grant that was presented when the token endpoint answered with an error. It decides the meaning of
/// invalid_grant.
enum class Presented { fresh_grant, refresh_token };

/// The meaning of a server's error answer for the user. RFC 6749 §4.1.2.1, §5.2; RFC 8628 §3.5.
ErrorKind kind_of(const OAuthError& answer, Presented presented);

/// That answer as an Error to throw: its kind, the server's words made printable, and a hint.
Error error_of(const OAuthError& answer, Presented presented);

/// Whether this is an error code that is known here, not just any word that a server sent.
bool is_known_error(std::string_view error);

/// The server's own words, fit for a terminal: `invalid_grant: Token has been revoked`.
std::string in_words(const OAuthError& answer);

}  // namespace oauthctl

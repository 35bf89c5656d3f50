#pragma once

#include "base/json.h"
#include "model/http.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// Reads a server's error from whatever members it uses: those of RFC 6749 §5.2, an object or a sentence as `error`, a
/// list of errors, errcode and errmsg, problem details (RFC 9457), or a message alone. `error` is a code: a known one
/// in any member, else the server's own. Text is as the server wrote it.
OAuthError oauth_error(const JsonObject& answer);

/// The same for any body: the title of a web page, or a short text itself. Empty if the body says nothing.
OAuthError oauth_error(const HttpResponse& response);

/// `: ` and the server's words, made printable; empty if it said nothing. For the end of a message.
std::string said_by(const HttpResponse& response);

}  // namespace oauthctl

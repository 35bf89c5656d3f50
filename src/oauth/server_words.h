#pragma once

#include "base/json.h"
#include "model/http.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// Reads what a server says of an error, in whatever members it says it: those of RFC 6749 §5.2, an object or a
/// sentence as `error`, a list of errors, errcode and errmsg, problem details (RFC 9457), or a message alone. `error`
/// is a code: one that has a meaning here wherever it stands, else the server's own. Text is as the server wrote it.
OAuthError oauth_error(const JsonObject& answer);

/// The same of a body, whatever that is: of a web page its title, of a short text the text. Empty when there is nothing
/// to be said.
OAuthError oauth_error(const HttpResponse& response);

/// `: ` and the server's words, made printable; empty when there are none. For the end of a message.
std::string said_by(const HttpResponse& response);

}  // namespace oauthctl

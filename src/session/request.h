#pragma once

#include <functional>
#include <string>

#include "model/server/destination.h"
#include "session/services.h"

namespace oauthctl {

/// Sends `request` with the profile's token in its Authorization header and hands the answer's body to `request.sink`.
/// After a 401 it renews the token and retries once, unless only a sign-in can help (session/step_up.h). Only the last
/// answer's body reaches the sink. Returns the last answer's status and headers. The token is sent only to the
/// request's own origin, and only to places that the profile serves, if it serves any: ErrorKind::usage for others
/// (model/server/destination.h).
/// A profile of several resources sends the token that is aimed at the one that covers the URL, unless `asked` names
/// another target. Retries up to `retries` times if the network or the server fails in a way that may pass, unless the
/// server may have acted on the request.
HttpResponse authenticated_request(const std::string& profile, const HttpRequest& request, const Services& services,
                                   Chosen chosen = Chosen::by_name, int retries = 0, const Target& asked = {});

}  // namespace oauthctl

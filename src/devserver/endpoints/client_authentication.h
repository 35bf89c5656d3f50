#pragma once

#include "base/params.h"
#include "devserver/authorization_server.h"
#include "devserver/http/request.h"

namespace oauthctl::devserver {

/// The client that sends this request (RFC 6749 §2.3), authenticated by its registered method. Throws a Refusal with
/// invalid_client, or with invalid_request for two methods at once.
RegisteredClient authenticate_client(AuthorizationServer& server, const Request& request, const Params& form);

}  // namespace oauthctl::devserver

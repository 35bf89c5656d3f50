#pragma once

#include "base/params.h"
#include "devserver/authorization_server.h"
#include "devserver/http/request.h"

namespace oauthctl::devserver {

/// Who sends this request (RFC 6749 §2.3): in the one way that it is registered for. Throws a Refusal with
/// invalid_client, or with invalid_request for two ways at once.
RegisteredClient authenticate_client(AuthorizationServer& server, const Request& request, const Params& form);

}  // namespace oauthctl::devserver

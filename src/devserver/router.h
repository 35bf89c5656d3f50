#pragma once

#include <httplib.h>

#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// Connects every endpoint to `http`, behind the checks and headers that all of them need. `server` must outlive it.
void connect_endpoints(httplib::Server& http, AuthorizationServer& server);

}  // namespace oauthctl::devserver

#pragma once

#include "devserver/authorization_server.h"
#include "devserver/http/http_server.h"

namespace oauthctl::devserver {

/// The endpoints, behind the checks that all of them share. `server` must outlive it.
Application application(AuthorizationServer& server);

}  // namespace oauthctl::devserver

#pragma once

#include <httplib.h>

#include "devserver/authorization_server.h"

/// One function an endpoint. What is turned down is thrown as a Refusal; the router answers it.
namespace oauthctl::devserver {

using Endpoint = void(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);

Endpoint home, show_stylesheet, show_icon;
Endpoint discovery;
Endpoint authorize, login, consent;
Endpoint token, revoke, introspect;
Endpoint userinfo, resource;
Endpoint register_by_request, show_client_form, register_by_form;
Endpoint show_stats, reset_stats;
Endpoint add_fault, clear_faults;

}  // namespace oauthctl::devserver

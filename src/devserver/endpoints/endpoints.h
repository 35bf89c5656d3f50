#pragma once

#include <httplib.h>

#include "devserver/authorization_server.h"

/// One function an endpoint. What is turned down is thrown as a Refusal; the router answers it.
namespace oauthctl::devserver {

void discovery(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void authorize(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void token(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void revoke(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void introspect(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void userinfo(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void resource(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void show_stats(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);
void reset_stats(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response);

}  // namespace oauthctl::devserver

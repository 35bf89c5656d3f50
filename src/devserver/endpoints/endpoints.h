#pragma once

#include <string_view>

#include "devserver/authorization_server.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"

/// One function for each endpoint. It throws a Refusal, which the router answers.
namespace oauthctl::devserver {

inline constexpr std::string_view openid_metadata_path = "/.well-known/openid-configuration";
inline constexpr std::string_view oauth_metadata_path = "/.well-known/oauth-authorization-server";
/// The path of an issuer whose document names another one: a trap.
inline constexpr std::string_view other_issuer_path = "/other-issuer";
/// The page where a person enters a device's code.
inline constexpr const char* device_path = "/device";
/// Below the path of the sign-in's cookie, so that the browser sends it.
inline constexpr const char* end_session_path = "/authorize/end_session";

using Endpoint = void(AuthorizationServer& server, const Request& request, Response& response);

Endpoint home, show_stylesheet, show_icon;
Endpoint discovery, jwks;
Endpoint push_authorization_request, authorize, login, consent;
Endpoint device_authorization, show_device_form, verify_device;
Endpoint token, revoke, introspect;
Endpoint userinfo, resource;
Endpoint demand_scope, demand_sign_in, demand_claims, demand_more;
Endpoint register_by_request, show_client_form, register_by_form;
Endpoint show_registration, change_registration, end_registration;
Endpoint end_session;
Endpoint show_stats, reset_stats;
Endpoint rotate_keys;
Endpoint add_fault, clear_faults;
Endpoint described_resource, resource_metadata, trapped_resource, attacker;

}  // namespace oauthctl::devserver

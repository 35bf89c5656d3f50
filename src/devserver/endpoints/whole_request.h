#pragma once

#include "base/params.h"
#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// An authorization request with all its parameters, no matter how they came.
struct WholeRequest {
  enum class From { query, request_object, pushed };

  Params params;
  From from = From::query;
};

/// Opens a signed request object, which replaces all parameters around it (RFC 9101 §5). Throws a Refusal.
WholeRequest opened_request(AuthorizationServer& server, const Params& params);

/// The same for the parameters from a browser. They may only name a pushed request (RFC 9126 §4), which is then used
/// up. Throws a Refusal for a page.
WholeRequest whole_request(AuthorizationServer& server, const Params& params);

/// Throws a Refusal for a request that must be signed and is not (RFC 9101 §10.5).
void require_signature(const RegisteredClient& client, WholeRequest::From from);

/// The same, and for a request that must be pushed and was not (RFC 9126 §5 and §6).
void check_origin(const AuthorizationServer& server, const RegisteredClient& client, WholeRequest::From from);

}  // namespace oauthctl::devserver

#pragma once

#include "base/params.h"
#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// An authorization request with its parameters, wherever those were.
struct WholeRequest {
  enum class From { query, request_object, pushed };

  Params params;
  From from = From::query;
};

/// A signed request object in the place of all that is around it (RFC 9101 §5). Throws a Refusal.
WholeRequest opened_request(AuthorizationServer& server, const Params& params);

/// The same of what a browser brings, which may be no more than the name of a pushed request (RFC 9126 §4): that one is
/// used up. Throws a Refusal to be shown to the person.
WholeRequest whole_request(AuthorizationServer& server, const Params& params);

/// Throws a Refusal for a request that is not signed where it has to be (RFC 9101 §10.5).
void require_signature(const RegisteredClient& client, WholeRequest::From from);

/// The same, and for one that was not pushed where it has to be (RFC 9126 §5 and §6).
void check_origin(const AuthorizationServer& server, const RegisteredClient& client, WholeRequest::From from);

}  // namespace oauthctl::devserver

#pragma once

#include <chrono>
#include <string>

#include "model/http.h"
#include "oauth/client_auth.h"

namespace oauthctl {

/// An authorization request that the server has taken already (RFC 9126 §2.2).
struct PushedAuthorization {
  std::string request_uri;
  std::chrono::seconds expires_in{};
};

/// Whether authorization requests are pushed: the server requires it, or the client does.
bool needs_pushed_authorization(const ServerMetadata& server, const Client& client);

/// RFC 9126 §2.1. Throws ErrorKind::usage when the server has no pushed_authorization_request_endpoint.
HttpRequest pushed_authorization_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                                         const Params& parameters);

/// Throws an error answer as error_of() makes it, ErrorKind::unavailable for 429 and 5xx without one, and
/// ErrorKind::protocol for anything else that is no such answer.
PushedAuthorization parse_pushed_authorization_response(const HttpResponse& response);

}  // namespace oauthctl

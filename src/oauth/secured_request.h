#pragma once

#include <chrono>
#include <string>

#include "base/entropy.h"
#include "base/params.h"
#include "base/time.h"
#include "model/client.h"
#include "model/http.h"
#include "model/server/metadata.h"
#include "oauth/client/client_auth.h"

namespace oauthctl {

/// Whether authorization requests are signed: the server requires it, or the client is registered for it.
bool needs_request_object(const Party& party);

/// The parameters of an authorization request as a signed request object (RFC 9101 §4), and beside it the parameters
/// that must stay outside: client_id, and those that OpenID Connect Core §6.1 demands. Throws ErrorKind::usage if the
/// client has no key or secret for it.
Params signed_request(const Party& party, const Params& parameters, TimePoint now, const Entropy& entropy);

/// An authorization request that the server has already accepted (RFC 9126 §2.2).
struct PushedAuthorization {
  std::string request_uri;
  std::chrono::seconds expires_in{};
};

/// Whether authorization requests are pushed: the server requires it, or the client does.
bool needs_pushed_authorization(const Party& party);

/// RFC 9126 §2.1. Throws ErrorKind::usage if the server has no pushed_authorization_request_endpoint.
HttpRequest pushed_authorization_request(const Party& party, const ClientAuth& auth, const Params& parameters);

/// Throws an error answer as error_of() makes it, ErrorKind::unavailable for 429 and 5xx without one, and
/// ErrorKind::protocol for anything else that is not such an answer.
PushedAuthorization parse_pushed_authorization_response(const HttpResponse& response);

}  // namespace oauthctl

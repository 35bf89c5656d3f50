#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "model/http.h"
#include "oauth/authorization.h"
#include "oauth/client/client_auth.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// The server's answer to a device authorization request (RFC 8628 §3.2).
struct DeviceAuthorization {
  Secret device_code;
  std::string user_code;                  ///< for a person to enter; fit for a terminal
  std::string verification_uri;           ///< where: https, or http on a loopback host
  std::string verification_uri_complete;  ///< the same with the code in it; empty when the server gave none
  std::chrono::seconds expires_in{};
  std::chrono::seconds interval{};  ///< between two polls: 1 to 60 seconds, 5 when the server does not say
};

/// A code_verifier if the server lists S256, because some servers then demand one (RFC 7636); else empty.
Secret device_code_verifier(const ServerMetadata& server, const Entropy& entropy);

/// The request of RFC 8628 §3.1. The client's own `params` that `extra` does not name go along. Throws ErrorKind::usage
/// if the server has no device_authorization_endpoint, and for an extra parameter that the protocol owns.
HttpRequest device_authorization_request(const Party& party, const ClientAuth& auth, const std::string& scope,
                                         const Params& extra, const Secret& code_verifier);

/// The parameters of such a request from which expectation_of() makes its expectation.
Params device_parameters(const Client& client, const std::string& scope, const Params& extra);

/// Throws an error answer as error_of() makes it, ErrorKind::unavailable for 429 and 5xx without one, and
/// ErrorKind::protocol for anything else that is not such an answer, including one whose verification_uri is not safe
/// to visit.
DeviceAuthorization parse_device_authorization_response(const HttpResponse& response);

/// Whether a poll failed only because the person is not done yet (RFC 8628 §3.5).
bool is_pending(const Error& error);

/// How long to wait before the next poll, given the error of the last one (RFC 8628 §3.5): a person who is not done
/// yet, or a server in trouble. Nothing for an error that ends the polling.
std::optional<std::chrono::seconds> next_interval(std::chrono::seconds interval, const Error& error);

}  // namespace oauthctl

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/json.h"

namespace oauthctl::devserver {

/// How a client signs and sends its requests, as it is registered: members of RFC 7591 §2, OpenID Connect Dynamic
/// Client Registration §2, RFC 9101 §10.5 and RFC 9126 §6.
struct RequestRules {
  std::string jwks;                             ///< its public keys (RFC 7517 §5); empty: it has none
  std::string token_endpoint_auth_signing_alg;  ///< empty: any that goes with its method
  std::string request_object_signing_alg;       ///< empty: any that it can sign with
  bool require_signed_request_object = false;
  bool require_pushed_authorization_requests = false;
};

/// Reads the members out of a registration. Throws a Refusal with invalid_client_metadata for a key set without a key
/// that checks signatures, and for one with a private key in it.
RequestRules read_request_rules(const JsonObject& metadata);

/// The members that are not empty.
nlohmann::json request_rules_json(const RequestRules& rules);

}  // namespace oauthctl::devserver

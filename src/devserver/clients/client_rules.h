#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/json.h"

namespace oauthctl::devserver {

/// How a client is registered to sign and send its requests: members of RFC 7591 §2, OpenID Connect Dynamic Client
/// Registration §2, RFC 9101 §10.5 and RFC 9126 §6.
struct RequestRules {
  std::string jwks;                             ///< its public keys (RFC 7517 §5); empty: it has none
  std::string token_endpoint_auth_signing_alg;  ///< empty: any that its method allows
  std::string request_object_signing_alg;       ///< empty: any that it can sign with
  bool require_signed_request_object = false;
  bool require_pushed_authorization_requests = false;
};

/// Reads the members of a registration. Throws a Refusal with invalid_client_metadata for a key set without a key that
/// checks signatures, and for one with a private key in it.
RequestRules read_request_rules(const JsonObject& metadata);

/// The members that are not empty.
nlohmann::json request_rules_json(const RequestRules& rules);

/// How this server signs its answers to a client: members of OpenID Connect Dynamic Client Registration §2 and RFC 9701
/// §6, each empty if the client does not say.
struct ResponseAlgorithms {
  std::string id_token_signed_response_alg;       ///< empty: RS256
  std::string authorization_signed_response_alg;  ///< JARM §3; empty: RS256
  std::string userinfo_signed_response_alg;       ///< empty: userinfo is not signed
  std::string introspection_signed_response_alg;  ///< empty: RS256, if a signed answer is asked for
};

/// The algorithms that this server can sign with.
const std::vector<std::string>& supported_signing_algorithms();

/// Reads the members of a registration. Throws a Refusal with invalid_client_metadata for an algorithm that is not
/// supported, such as `none`.
ResponseAlgorithms read_response_algorithms(const JsonObject& metadata);

/// The members that are not empty.
nlohmann::json response_algorithms_json(const ResponseAlgorithms& algorithms);

/// A client's rules for TLS certificates, as it is registered.
struct CertificateRules {
  std::string member;  ///< of RFC 8705 §2.1.2, which names the certificate's owner; empty: it has none
  std::string value;
  bool bound_access_tokens = false;  ///< RFC 8705 §3.4: tokens are bound to it
};

/// Reads the members of a registration. Throws a Refusal with invalid_client_metadata if it has several names.
CertificateRules read_certificate_rules(const JsonObject& metadata);

/// The members that are not empty.
nlohmann::json certificate_rules_json(const CertificateRules& rules);

}  // namespace oauthctl::devserver

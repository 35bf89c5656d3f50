#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oauthctl {

/// The known metadata of an authorization server. Members are spelled as in RFC 8414 §2 and OpenID Connect Discovery
/// §3; an empty string or list means that nothing was said.
struct ServerMetadata {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string revocation_endpoint;
  std::string introspection_endpoint;
  std::string userinfo_endpoint;
  std::string device_authorization_endpoint;
  std::string pushed_authorization_request_endpoint;
  std::string registration_endpoint;
  std::string end_session_endpoint;
  std::string jwks_uri;
  std::vector<std::string> scopes_supported;
  std::vector<std::string> response_types_supported;
  std::vector<std::string> grant_types_supported;
  std::vector<std::string> code_challenge_methods_supported;
  std::vector<std::string> token_endpoint_auth_methods_supported;
  std::vector<std::string> token_endpoint_auth_signing_alg_values_supported;
  std::vector<std::string> authorization_details_types_supported;
  std::vector<std::string> id_token_signing_alg_values_supported;
  std::vector<std::string> dpop_signing_alg_values_supported;
  std::vector<std::string> request_object_signing_alg_values_supported;
  std::map<std::string, std::string> mtls_endpoint_aliases;            ///< RFC 8705 §5, by the endpoint's name
  std::optional<bool> require_pushed_authorization_requests;           ///< RFC 9126 §5
  std::optional<bool> require_signed_request_object;                   ///< RFC 9101 §10.5
  std::optional<bool> authorization_response_iss_parameter_supported;  ///< RFC 9207 §3
  std::optional<bool> client_id_metadata_document_supported;           ///< draft-ietf-oauth-client-id-metadata-document
  /// Endpoints that the server published and that must not be used, by name (`jwks_uri` among them): the whole sentence
  /// that says why. Code that needs one throws it; all other code ignores it. Never stored.
  std::map<std::string, std::string> unusable;

  friend bool operator==(const ServerMetadata&, const ServerMetadata&) = default;
};

std::string to_json(const ServerMetadata& metadata);

/// `first`, with missing members taken from `second`. An endpoint that `first` names is usable.
ServerMetadata merged(ServerMetadata first, const ServerMetadata& second);

}  // namespace oauthctl

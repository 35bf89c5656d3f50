#include <nlohmann/json.hpp>

#include "base/url.h"
#include "devserver/clients/auth_methods.h"
#include "devserver/clients/dpop_proofs.h"
#include "devserver/clients/grant_types.h"
#include "devserver/clients/response_types.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/http/answers.h"
#include "devserver/state/details_types.h"
#include "devserver/state/scopes.h"
#include "devserver/tls/tls_context.h"

namespace oauthctl::devserver {
namespace {

/// RFC 8705 §5: the endpoints that accept a certificate, under the host name where the server asks for one.
nlohmann::json certificate_endpoints(const nlohmann::json& metadata) {
  nlohmann::json aliases = nlohmann::json::object();
  for (const char* name :
       {"token_endpoint", "revocation_endpoint", "introspection_endpoint", "device_authorization_endpoint",
        "userinfo_endpoint", "pushed_authorization_request_endpoint"}) {
    if (!metadata.contains(name)) continue;
    Url url = *Url::parse(metadata.at(name).get<std::string>());
    url.host = certificate_host;
    aliases[name] = url.text();
  }
  return aliases;
}

/// RFC 9126 §5, RFC 9101 §10.5.
nlohmann::json request_metadata(const AuthorizationServer& server, const nlohmann::json& algorithms) {
  return {{"pushed_authorization_request_endpoint", server.issuer + "/par"},
          {"require_pushed_authorization_requests", server.options.require_pushed_authorization_requests},
          {"request_parameter_supported", true},
          {"request_uri_parameter_supported", false},  // except for pushed requests
          {"request_object_signing_alg_values_supported", algorithms}};
}

/// RFC 8414 §3.1 puts the issuer's path behind the well-known one, OpenID Connect Discovery §4 in front of it. Nothing:
/// no metadata is here.
std::optional<MetadataAddress> address_of(const Request& request, const std::string& issuer_path) {
  if (request.path.starts_with(other_issuer_path)) return MetadataAddress::all;
  const bool is_openid = request.path.starts_with(openid_metadata_path);
  const std::string_view well_known = is_openid ? openid_metadata_path : oauth_metadata_path;
  const std::string_view behind = std::string_view(request.path).substr(well_known.size());
  if (behind == other_issuer_path) return MetadataAddress::all;
  if (is_openid && behind.empty() && request.issuer_path == issuer_path) return MetadataAddress::appended;
  if (behind != issuer_path || !request.issuer_path.empty()) return std::nullopt;
  return is_openid ? MetadataAddress::openid : MetadataAddress::oauth;
}

void require_address(const DevServerOptions& options, const Request& request) {
  const auto address = address_of(request, options.issuer_path);
  const MetadataAddress only = options.metadata_address;
  if (address && (only == MetadataAddress::all || *address == MetadataAddress::all || *address == only)) return;
  throw Refusal(404, "not_found", "no issuer has its metadata here");
}

}  // namespace

/// RFC 8414 §2, OpenID Connect Discovery §3.
void discovery(AuthorizationServer& server, const Request& request, Response& response) {
  require_address(server.options, request);
  nlohmann::json scopes = nlohmann::json::array();
  for (const Scope& scope : supported_scopes()) {
    if (server.options.offline_access || scope.name != "offline_access") scopes.push_back(scope.name);
  }
  nlohmann::json algorithms = signing_algorithms(Credential::keys);
  for (const std::string& alg : signing_algorithms(Credential::secret)) algorithms.push_back(alg);
  nlohmann::json details_types = nlohmann::json::array();
  for (const DetailsType& type : supported_details_types()) details_types.push_back(type.name);
  nlohmann::json grants = token_grant_types;
  grants.push_back("implicit");
  const bool over_tls = server.authority.has_value();
  nlohmann::json metadata{{"issuer", server.issuer},
                          {"authorization_endpoint", server.issuer + "/authorize"},
                          {"token_endpoint", server.issuer + "/token"},
                          {"device_authorization_endpoint", server.issuer + "/device_authorization"},
                          {"userinfo_endpoint", server.issuer + "/userinfo"},
                          {"revocation_endpoint", server.issuer + "/revoke"},
                          {"introspection_endpoint", server.issuer + "/introspect"},
                          {"jwks_uri", server.issuer + "/jwks"},
                          {"registration_endpoint", server.issuer + "/register"},
                          {"end_session_endpoint", server.issuer + end_session_path},
                          {"scopes_supported", scopes},
                          {"response_types_supported", response_types},
                          {"response_modes_supported", response_modes},
                          {"grant_types_supported", grants},
                          {"code_challenge_methods_supported", server.options.pkce_methods},
                          {"token_endpoint_auth_methods_supported", supported_auth_methods(over_tls)},
                          {"token_endpoint_auth_signing_alg_values_supported", algorithms},
                          {"revocation_endpoint_auth_methods_supported", supported_auth_methods(over_tls)},
                          {"revocation_endpoint_auth_signing_alg_values_supported", algorithms},
                          {"introspection_endpoint_auth_methods_supported", confidential_auth_methods(over_tls)},
                          {"introspection_endpoint_auth_signing_alg_values_supported", algorithms},
                          {"dpop_signing_alg_values_supported", dpop_signing_algorithms()},
                          {"authorization_details_types_supported", details_types},
                          {"prompt_values_supported", {"none", "login", "consent"}},
                          {"subject_types_supported", {"public"}},
                          {"id_token_signing_alg_values_supported", supported_signing_algorithms()},
                          {"authorization_signing_alg_values_supported", supported_signing_algorithms()},
                          {"userinfo_signing_alg_values_supported", supported_signing_algorithms()},
                          {"introspection_signing_alg_values_supported", supported_signing_algorithms()},
                          {"acr_values_supported", {"0", "1", "2"}},
                          {"claims_supported",
                           {"iss", "sub", "aud", "iat", "exp", "auth_time", "nonce", "acr", "at_hash", "c_hash", "name",
                            "preferred_username", "email", "email_verified"}},
                          {"authorization_response_iss_parameter_supported", true}};
  metadata.update(request_metadata(server, algorithms));
  if (server.options.pkce_methods.empty()) metadata.erase("code_challenge_methods_supported");
  if (server.options.registration == RegistrationPolicy::none) metadata.erase("registration_endpoint");
  if (server.options.client_metadata_documents) metadata["client_id_metadata_document_supported"] = true;
  if (over_tls) {
    metadata["tls_client_certificate_bound_access_tokens"] = true;
    metadata["mtls_endpoint_aliases"] = certificate_endpoints(metadata);
  }
  answer_json(response, 200, metadata);
  allow_caching(response);
}

/// RFC 7517 §5.
void jwks(AuthorizationServer& server, const Request&, Response& response) {
  answer_json(response, 200, server.signing_keys.published());
  allow_caching(response);
}

}  // namespace oauthctl::devserver

#include "config/client_members.h"

#include <algorithm>
#include <iterator>

#include "base/nearest.h"

namespace oauthctl {
namespace {

/// Each list in the order of the specification it is from.
constexpr std::string_view known[] = {
    // RFC 7591 §2, §3.2.1 and RFC 7592 §3
    "redirect_uris", "token_endpoint_auth_method", "grant_types", "response_types", "client_name", "client_uri",
    "logo_uri", "scope", "contacts", "tos_uri", "policy_uri", "jwks_uri", "jwks", "software_id", "software_version",
    "software_statement", "client_id", "client_secret", "client_id_issued_at", "client_secret_expires_at",
    "registration_access_token", "registration_client_uri",
    // OpenID Connect Dynamic Client Registration §2 and RP-Initiated Logout §3.1
    "application_type", "sector_identifier_uri", "subject_type", "id_token_signed_response_alg",
    "id_token_encrypted_response_alg", "id_token_encrypted_response_enc", "userinfo_signed_response_alg",
    "userinfo_encrypted_response_alg", "userinfo_encrypted_response_enc", "request_object_signing_alg",
    "request_object_encryption_alg", "request_object_encryption_enc", "token_endpoint_auth_signing_alg",
    "default_max_age", "require_auth_time", "default_acr_values", "initiate_login_uri", "request_uris",
    "post_logout_redirect_uris",
    // RFC 8705 §2.1.2 and §3.4, RFC 9101 §10.5, RFC 9126 §6, RFC 9396 §10, RFC 9449 §5.2, JARM §3
    "tls_client_auth_subject_dn", "tls_client_auth_san_dns", "tls_client_auth_san_uri", "tls_client_auth_san_ip",
    "tls_client_auth_san_email", "tls_client_certificate_bound_access_tokens", "require_signed_request_object",
    "require_pushed_authorization_requests", "authorization_details_types", "dpop_bound_access_tokens",
    "authorization_signed_response_alg", "authorization_encrypted_response_alg", "authorization_encrypted_response_enc",
    // RFC 9701 §6
    "introspection_signed_response_alg", "introspection_encrypted_response_alg", "introspection_encrypted_response_enc",
    // RFC 8414 §2
    "issuer", "authorization_endpoint", "token_endpoint", "registration_endpoint", "scopes_supported",
    "response_types_supported", "response_modes_supported", "grant_types_supported",
    "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported",
    "service_documentation", "ui_locales_supported", "op_policy_uri", "op_tos_uri", "revocation_endpoint",
    "revocation_endpoint_auth_methods_supported", "revocation_endpoint_auth_signing_alg_values_supported",
    "introspection_endpoint", "introspection_endpoint_auth_methods_supported",
    "introspection_endpoint_auth_signing_alg_values_supported", "code_challenge_methods_supported", "signed_metadata",
    // OpenID Connect Discovery §3
    "userinfo_endpoint", "acr_values_supported", "subject_types_supported", "id_token_signing_alg_values_supported",
    "id_token_encryption_alg_values_supported", "id_token_encryption_enc_values_supported",
    "userinfo_signing_alg_values_supported", "userinfo_encryption_alg_values_supported",
    "userinfo_encryption_enc_values_supported", "request_object_signing_alg_values_supported",
    "request_object_encryption_alg_values_supported", "request_object_encryption_enc_values_supported",
    "display_values_supported", "claim_types_supported", "claims_supported", "claims_locales_supported",
    "claims_parameter_supported", "request_parameter_supported", "request_uri_parameter_supported",
    "require_request_uri_registration", "end_session_endpoint", "check_session_iframe",
    // RFC 8628 §4, RFC 8705 §5, RFC 9126 §5, RFC 9207 §3, RFC 9396 §10, RFC 9449 §5.1, JARM §4
    "device_authorization_endpoint", "mtls_endpoint_aliases", "pushed_authorization_request_endpoint",
    "authorization_response_iss_parameter_supported", "authorization_details_types_supported",
    "dpop_signing_alg_values_supported", "authorization_signing_alg_values_supported",
    "authorization_encryption_alg_values_supported", "authorization_encryption_enc_values_supported",
    // ours
    "provider", "provider_variables", "params", "private_key_file", "tls_client_certificate_file",
    "tls_client_key_file", "response_mode", "authorization_details", "resource", "token_params", "bearer_token_types",
    "token_member", "ignore_expires_in"};

constexpr std::string_view googles[] = {"auth_uri", "token_uri", "project_id", "auth_provider_x509_cert_url",
                                        "javascript_origins"};

bool contains(const auto& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

bool is_known_member(std::string_view name) {
  return contains(known, name);
}

std::string_view nearest_member(std::string_view name) {
  return nearest(name, known);
}

bool is_google_member(std::string_view name) {
  return contains(googles, name);
}

}  // namespace oauthctl

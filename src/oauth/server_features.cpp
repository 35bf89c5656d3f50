#include "oauth/server_features.h"

#include <algorithm>

namespace oauthctl {
namespace {

/// One row of what a server may state. An empty value means that the member's presence, or `true`, is what counts.
struct Row {
  const char* name;
  const char* member;
  const char* value = "";
  bool by_default = false;  ///< what it means when the member is not there (RFC 8414 §2)
  const char* use = "";
};

constexpr const char* grants = "grant_types_supported";
constexpr const char* methods = "token_endpoint_auth_methods_supported";
constexpr const char* types = "response_types_supported";
constexpr const char* modes = "response_modes_supported";

constexpr Row rows[] = {
    {"authorization code", grants, "authorization_code", true, "login"},
    {"refresh token", grants, "refresh_token", false, "token renews with it"},
    {"device authorization", "device_authorization_endpoint", "", false, "login --flow device"},
    {"client credentials", grants, "client_credentials", false, "login --flow client-credentials"},
    {"password", grants, "password", false, "login --flow password, with a warning"},
    {"JWT bearer", grants, "urn:ietf:params:oauth:grant-type:jwt-bearer", false, "login --flow jwt-bearer"},
    {"token exchange", grants, "urn:ietf:params:oauth:grant-type:token-exchange", false, "login --flow token-exchange"},
    {"implicit", grants, "implicit", true, "login --flow implicit, never by itself"},
    {"hybrid", types, "code id_token", false, "login --response-type, never by itself"},
    {"client_secret_basic", methods, "client_secret_basic", true, "token_endpoint_auth_method"},
    {"client_secret_post", methods, "client_secret_post", false, "token_endpoint_auth_method"},
    {"client_secret_jwt", methods, "client_secret_jwt", false, "token_endpoint_auth_method"},
    {"private_key_jwt", methods, "private_key_jwt", false, "token_endpoint_auth_method"},
    {"tls_client_auth", methods, "tls_client_auth", false, "token_endpoint_auth_method"},
    {"self_signed_tls_client_auth", methods, "self_signed_tls_client_auth", false, "token_endpoint_auth_method"},
    {"public clients", methods, "none", false, "a secrets file without client_secret"},
    {"PKCE with S256", "code_challenge_methods_supported", "S256", false, "always sent"},
    {"iss in the answer", "authorization_response_iss_parameter_supported", "", false,
     "checked, required if announced"},
    {"form_post", modes, "form_post", false, "response_mode"},
    {"signed answers (JARM)", modes, "jwt", false, "response_mode, authorization_signed_response_alg"},
    {"pushed requests (PAR)", "pushed_authorization_request_endpoint", "", false, "where the server or the file asks"},
    {"pushed requests required", "require_pushed_authorization_requests", "", false, "obeyed"},
    {"signed requests (JAR)", "request_object_signing_alg_values_supported", "", false, "request_object_signing_alg"},
    {"DPoP", "dpop_signing_alg_values_supported", "", false, "dpop_bound_access_tokens"},
    {"certificate-bound tokens", "tls_client_certificate_bound_access_tokens", "", false,
     "tls_client_certificate_file"},
    {"authorization details (RAR)", "authorization_details_types_supported", "", false, "authorization_details"},
    {"claims parameter", "claims_parameter_supported", "", false, "login"},
    {"OpenID Connect", "scopes_supported", "openid", false, "login --scope openid: the ID token is checked"},
    {"userinfo", "userinfo_endpoint", "", false, "login, validate"},
    {"introspection", "introspection_endpoint", "", false, "validate"},
    {"signed introspection", "introspection_signing_alg_values_supported", "", false, "validate"},
    {"revocation", "revocation_endpoint", "", false, "logout"},
    {"ending the session", "end_session_endpoint", "", false, "logout --session"},
    {"dynamic registration", "registration_endpoint", "", false, "register"},
};

const nlohmann::json* member_of(const JsonObject& document, const char* name) {
  const auto found = document.value().find(name);
  return found == document.value().end() || found->is_null() ? nullptr : &*found;
}

bool holds(const nlohmann::json& member, const char* value) {
  if (*value == '\0') return member.is_boolean() ? member.get<bool>() : !member.empty();
  return member.is_array() && std::find(member.begin(), member.end(), value) != member.end();
}

}  // namespace

std::vector<Feature> features_of(const JsonObject& document) {
  std::vector<Feature> features;
  for (const Row& row : rows) {
    const nlohmann::json* member = member_of(document, row.member);
    const bool offered = member == nullptr ? row.by_default : holds(*member, row.value);
    features.push_back({row.name, row.member, offered, member != nullptr, row.use});
  }
  return features;
}

}  // namespace oauthctl

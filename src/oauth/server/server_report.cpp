#include "oauth/server/server_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "model/grants.h"
#include "oauth/endpoint.h"

namespace oauthctl {
namespace {

bool is_url_member(std::string_view name) {
  return name.ends_with("_endpoint") || name == "jwks_uri";
}

void read_endpoints(const JsonObject& document, ServerReport& report) {
  for (const auto& [name, value] : document.value().items()) {
    if (!is_url_member(name)) continue;
    const std::string text = value.is_string() ? value.get<std::string>() : to_text(value);
    report.endpoints.emplace_back(name, text);
    const auto url = Url::parse(text);
    if (!url || !is_safe_endpoint(*url))
      report.problems.push_back(printable(name, 60) + " must be an https URL (or http on a loopback host), not '" +
                                printable(text, 100) + '\'');
  }
}

void check_issuer(const JsonObject& document, std::string_view issuer, ServerReport& report) {
  const std::string stated = document.is_string("issuer") ? document.string("issuer") : "";
  if (stated == issuer) return;
  report.problems.push_back("issuer is '" + printable(stated, 100) + "', not '" + printable(issuer, 100) +
                            "': they must be the same byte for byte (RFC 8414 §3.3)");
}

bool offers(const ServerReport& report, std::string_view name) {
  return std::any_of(report.features.begin(), report.features.end(),
                     [&](const Feature& feature) { return feature.name == name && feature.offered; });
}

bool has_endpoint(const ServerReport& report, std::string_view name) {
  return std::any_of(report.endpoints.begin(), report.endpoints.end(),
                     [&](const auto& endpoint) { return endpoint.first == name; });
}

void judge_features(ServerReport& report) {
  if (!has_endpoint(report, "token_endpoint")) report.problems.emplace_back("token_endpoint is missing");
  if (offers(report, "authorization code") && !has_endpoint(report, "authorization_endpoint"))
    report.problems.emplace_back("authorization_endpoint is missing, which the authorization code grant needs");
  if (offers(report, "OpenID Connect") && !has_endpoint(report, "jwks_uri"))
    report.problems.emplace_back("jwks_uri is missing, so ID tokens cannot be checked");
  if (!offers(report, "PKCE with S256"))
    report.remarks.emplace_back("PKCE with S256 is not announced; oauthctl sends it anyway (RFC 9700 §2.1.1)");
  if (!offers(report, "iss in the answer"))
    report.remarks.emplace_back(
        "answers are not announced to carry iss: one from another server is noticed by its "
        "state alone (RFC 9207)");
}

}  // namespace

ServerReport report_on_server(const HttpResponse& response, std::string_view issuer) {
  ServerReport report;
  report.source = printable(response.url);
  require_judgement(response, report.source);
  const JsonObject document = json_answer(response, report.source);
  check_issuer(document, issuer, report);
  read_endpoints(document, report);
  report.features = features_of(document);
  judge_features(report);
  return report;
}

std::vector<std::string> contradictions(const ServerReport& first, const ServerReport& second) {
  std::vector<std::string> found;
  for (const auto& [name, url] : first.endpoints) {
    for (const auto& [other_name, other_url] : second.endpoints) {
      if (name == other_name && url != other_url)
        found.push_back(printable(name, 60) + " is '" + printable(url, 100) + "' in one document and '" +
                        printable(other_url, 100) + "' in the other");
    }
  }
  return found;
}

namespace {

/// One feature that a server may announce. An empty value means that the member's presence, or `true`, counts.
struct Row {
  const char* name;
  const char* member;
  const char* value = "";
  bool by_default = false;  ///< the default if the member is missing (RFC 8414 §2)
  const char* use = "";
};

constexpr const char* grants = "grant_types_supported";
constexpr const char* auth_methods_member = "token_endpoint_auth_methods_supported";
constexpr const char* types = "response_types_supported";
constexpr const char* modes = "response_modes_supported";

const Row rows[] = {
    {"authorization code", grants, name_of(GrantType::authorization_code), true, "login"},
    {"refresh token", grants, name_of(GrantType::refresh_token), false, "token renews with it"},
    {"device authorization", "device_authorization_endpoint", "", false, "login --flow device"},
    {"client credentials", grants, name_of(GrantType::client_credentials), false, "login --flow client-credentials"},
    {"password", grants, name_of(GrantType::password), false, "login --flow password, with a warning"},
    {"JWT bearer", grants, name_of(GrantType::jwt_bearer), false, "login --flow jwt-bearer"},
    {"token exchange", grants, name_of(GrantType::token_exchange), false, "login --flow token-exchange"},
    {"implicit", grants, name_of(GrantType::implicit), true, "login --flow implicit, only if asked for"},
    {"hybrid", types, "code id_token", false, "login --response-type, only if asked for"},
    {"client_secret_basic", auth_methods_member, "client_secret_basic", true, "token_endpoint_auth_method"},
    {"client_secret_post", auth_methods_member, "client_secret_post", false, "token_endpoint_auth_method"},
    {"client_secret_jwt", auth_methods_member, "client_secret_jwt", false, "token_endpoint_auth_method"},
    {"private_key_jwt", auth_methods_member, "private_key_jwt", false, "token_endpoint_auth_method"},
    {"tls_client_auth", auth_methods_member, "tls_client_auth", false, "token_endpoint_auth_method"},
    {"self_signed_tls_client_auth", auth_methods_member, "self_signed_tls_client_auth", false,
     "token_endpoint_auth_method"},
    {"public clients", auth_methods_member, "none", false, "a client file without client_secret"},
    {"PKCE with S256", "code_challenge_methods_supported", "S256", false, "always sent"},
    {"iss in the answer", "authorization_response_iss_parameter_supported", "", false,
     "checked, required if announced"},
    {"form_post", modes, "form_post", false, "response_mode"},
    {"signed answers (JARM)", modes, "jwt", false, "response_mode, authorization_signed_response_alg"},
    {"pushed requests (PAR)", "pushed_authorization_request_endpoint", "", false, "if the server or client file asks"},
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

#include "devserver/clients/certificate_rules.h"

#include <nlohmann/json.hpp>

#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* members[] = {"tls_client_auth_subject_dn", "tls_client_auth_san_dns", "tls_client_auth_san_uri",
                                   "tls_client_auth_san_ip", "tls_client_auth_san_email"};

constexpr const char* bound = "tls_client_certificate_bound_access_tokens";

}  // namespace

CertificateRules read_certificate_rules(const JsonObject& metadata) {
  CertificateRules rules{{}, {}, metadata.boolean(bound).value_or(false)};
  for (const char* member : members) {
    const std::string value = metadata.string(member);
    if (value.empty()) continue;
    if (!rules.member.empty())
      throw Refusal(400, "invalid_client_metadata", rules.member + " and " + member + " are there: one must be enough");
    rules.member = member;
    rules.value = value;
  }
  return rules;
}

nlohmann::json certificate_rules_json(const CertificateRules& rules) {
  nlohmann::json json = nlohmann::json::object();
  if (rules.bound_access_tokens) json[bound] = true;
  if (!rules.member.empty()) json[rules.member] = rules.value;
  return json;
}

}  // namespace oauthctl::devserver

#include "devserver/clients/client_rules.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "devserver/refusal.h"
#include "jose/keys/published_key.h"

namespace oauthctl::devserver {
namespace {

void refuse_private_keys(const nlohmann::json& jwks) {
  for (const auto& key : jwks.at("keys")) {
    if (key.is_object() && (key.contains("d") || key.contains("k")))
      throw invalid_client_metadata("jwks contains a private key: register only the public ones");
  }
}

std::string read_jwks(const JsonObject& metadata) {
  if (metadata.has("jwks_uri")) throw invalid_client_metadata("jwks_uri is not supported: send the keys as jwks");
  if (!metadata.has("jwks")) return {};
  std::string text = to_text(metadata.object("jwks").value());
  const JwkSet keys = JwkSet::parse(text, "jwks");
  refuse_private_keys(metadata.value().at("jwks"));
  if (!keys.keys().empty()) return text;
  throw invalid_client_metadata("jwks has no key that checks signatures" +
                                (keys.skipped().empty() ? "" : ": " + keys.skipped().front()));
}

struct Member {
  const char* name;
  std::string ResponseAlgorithms::*value;
};

constexpr Member signing[] = {
    {"id_token_signed_response_alg", &ResponseAlgorithms::id_token_signed_response_alg},
    {"authorization_signed_response_alg", &ResponseAlgorithms::authorization_signed_response_alg},
    {"userinfo_signed_response_alg", &ResponseAlgorithms::userinfo_signed_response_alg},
    {"introspection_signed_response_alg", &ResponseAlgorithms::introspection_signed_response_alg},
};

bool is_supported(const std::string& alg) {
  const auto& supported = supported_signing_algorithms();
  return std::find(supported.begin(), supported.end(), alg) != supported.end();
}

constexpr const char* members[] = {"tls_client_auth_subject_dn", "tls_client_auth_san_dns", "tls_client_auth_san_uri",
                                   "tls_client_auth_san_ip", "tls_client_auth_san_email"};

constexpr const char* bound = "tls_client_certificate_bound_access_tokens";

}  // namespace

RequestRules read_request_rules(const JsonObject& metadata) {
  return {read_jwks(metadata), metadata.string("token_endpoint_auth_signing_alg"),
          metadata.string("request_object_signing_alg"),
          metadata.boolean("require_signed_request_object").value_or(false),
          metadata.boolean("require_pushed_authorization_requests").value_or(false)};
}

nlohmann::json request_rules_json(const RequestRules& rules) {
  nlohmann::json members = nlohmann::json::object();
  if (!rules.jwks.empty()) members["jwks"] = nlohmann::json::parse(rules.jwks);
  if (!rules.token_endpoint_auth_signing_alg.empty())
    members["token_endpoint_auth_signing_alg"] = rules.token_endpoint_auth_signing_alg;
  if (!rules.request_object_signing_alg.empty())
    members["request_object_signing_alg"] = rules.request_object_signing_alg;
  if (rules.require_signed_request_object) members["require_signed_request_object"] = true;
  if (rules.require_pushed_authorization_requests) members["require_pushed_authorization_requests"] = true;
  return members;
}

const std::vector<std::string>& supported_signing_algorithms() {
  static const std::vector<std::string> algorithms{"RS256", "PS256", "ES256", "EdDSA"};
  return algorithms;
}

ResponseAlgorithms read_response_algorithms(const JsonObject& metadata) {
  ResponseAlgorithms algorithms;
  for (const auto& [name, value] : signing) {
    const std::string alg = metadata.string(name);
    if (!alg.empty() && !is_supported(alg)) {
      throw invalid_client_metadata(std::string(name) + ' ' + printable(alg, 40) + " is not supported");
    }
    algorithms.*value = alg;
  }
  return algorithms;
}

nlohmann::json response_algorithms_json(const ResponseAlgorithms& algorithms) {
  nlohmann::json members = nlohmann::json::object();
  for (const auto& [name, value] : signing) {
    if (!(algorithms.*value).empty()) members[name] = algorithms.*value;
  }
  return members;
}

CertificateRules read_certificate_rules(const JsonObject& metadata) {
  CertificateRules rules{{}, {}, metadata.boolean(bound).value_or(false)};
  for (const char* member : members) {
    const std::string value = metadata.string(member);
    if (value.empty()) continue;
    if (!rules.member.empty())
      throw invalid_client_metadata(rules.member + " and " + member + " are both given: choose one");
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

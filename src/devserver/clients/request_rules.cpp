#include "devserver/clients/request_rules.h"

#include <nlohmann/json.hpp>

#include "devserver/refusal.h"
#include "jose/published_key.h"

namespace oauthctl::devserver {
namespace {

Refusal invalid_metadata(const std::string& description) {
  return {400, "invalid_client_metadata", description};
}

void refuse_private_keys(const nlohmann::json& jwks) {
  for (const auto& key : jwks.at("keys")) {
    if (key.is_object() && (key.contains("d") || key.contains("k")))
      throw invalid_metadata("jwks has a private key in it: register the public ones alone");
  }
}

std::string read_jwks(const JsonObject& metadata) {
  if (metadata.has("jwks_uri")) throw invalid_metadata("jwks_uri is not supported: send the keys themselves as jwks");
  if (!metadata.has("jwks")) return {};
  std::string text = to_text(metadata.object("jwks").value());
  const JwkSet keys = JwkSet::parse(text, "jwks");
  refuse_private_keys(metadata.value().at("jwks"));
  if (!keys.keys().empty()) return text;
  throw invalid_metadata("jwks has no key that checks signatures" +
                         (keys.skipped().empty() ? "" : ": " + keys.skipped().front()));
}

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

}  // namespace oauthctl::devserver

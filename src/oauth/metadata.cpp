#include "oauthctl/metadata.h"

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"

namespace oauthctl {
namespace {

struct Endpoint {
  const char* name;
  std::string ServerMetadata::*value;
};

constexpr Endpoint endpoints[] = {
    {"authorization_endpoint", &ServerMetadata::authorization_endpoint},
    {"token_endpoint", &ServerMetadata::token_endpoint},
    {"revocation_endpoint", &ServerMetadata::revocation_endpoint},
    {"introspection_endpoint", &ServerMetadata::introspection_endpoint},
    {"userinfo_endpoint", &ServerMetadata::userinfo_endpoint},
    {"device_authorization_endpoint", &ServerMetadata::device_authorization_endpoint},
    {"pushed_authorization_request_endpoint", &ServerMetadata::pushed_authorization_request_endpoint},
    {"registration_endpoint", &ServerMetadata::registration_endpoint},
    {"end_session_endpoint", &ServerMetadata::end_session_endpoint},
    {"jwks_uri", &ServerMetadata::jwks_uri},
};

struct List {
  const char* name;
  std::vector<std::string> ServerMetadata::*values;
};

constexpr List lists[] = {
    {"scopes_supported", &ServerMetadata::scopes_supported},
    {"response_types_supported", &ServerMetadata::response_types_supported},
    {"grant_types_supported", &ServerMetadata::grant_types_supported},
    {"code_challenge_methods_supported", &ServerMetadata::code_challenge_methods_supported},
    {"token_endpoint_auth_methods_supported", &ServerMetadata::token_endpoint_auth_methods_supported},
};

constexpr const char* iss_supported = "authorization_response_iss_parameter_supported";

/// Secrets go to these URLs and some are opened in a browser, so `http:`, `file:` and `javascript:` end here.
std::string endpoint(const JsonObject& document, const char* name) {
  std::string text = document.string(name);
  const auto url = Url::parse(text);
  if (!text.empty() && (!url || !is_safe_endpoint(*url)))
    document.fail(name, "must be an https URL (or http on a loopback host), not '" + printable(text, 100) + "'");
  return text;
}

}  // namespace

ServerMetadata parse_metadata(std::string_view json, std::string_view source) {
  const auto document = JsonObject::parse(json, std::string(source), ErrorKind::protocol);
  ServerMetadata metadata;
  metadata.issuer = document.string("issuer");
  for (const auto& [name, value] : endpoints) metadata.*value = endpoint(document, name);
  for (const auto& [name, values] : lists) metadata.*values = document.strings(name);
  metadata.authorization_response_iss_parameter_supported = document.boolean(iss_supported);
  return metadata;
}

std::string to_json(const ServerMetadata& metadata) {
  auto document = nlohmann::json::object();
  if (!metadata.issuer.empty()) document["issuer"] = metadata.issuer;
  for (const auto& [name, value] : endpoints) {
    if (!(metadata.*value).empty()) document[name] = metadata.*value;
  }
  for (const auto& [name, values] : lists) {
    if (!(metadata.*values).empty()) document[name] = metadata.*values;
  }
  if (metadata.authorization_response_iss_parameter_supported)
    document[iss_supported] = *metadata.authorization_response_iss_parameter_supported;
  return to_text(document);
}

ServerMetadata merged(ServerMetadata first, const ServerMetadata& second) {
  if (first.issuer.empty()) first.issuer = second.issuer;
  for (const auto& [name, value] : endpoints) {
    if ((first.*value).empty()) first.*value = second.*value;
  }
  for (const auto& [name, values] : lists) {
    if ((first.*values).empty()) first.*values = second.*values;
  }
  if (!first.authorization_response_iss_parameter_supported)
    first.authorization_response_iss_parameter_supported = second.authorization_response_iss_parameter_supported;
  return first;
}

}  // namespace oauthctl

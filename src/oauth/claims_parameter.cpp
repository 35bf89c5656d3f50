#include "oauth/claims_parameter.h"

#include "base/json.h"

namespace oauthctl {
namespace {

constexpr const char* places[] = {"userinfo", "id_token"};

/// §5.5.1: null, or an object that says more.
void require_requests(const JsonObject& claims) {
  for (const auto& [name, request] : claims.value().items()) {
    if (request.is_null()) continue;
    const JsonObject said = claims.object(name.c_str());
    said.boolean("essential");
    if (said.has("values") && !said.value().at("values").is_array()) said.fail("values", "must be an array");
  }
}

}  // namespace

std::string parse_claims_parameter(std::string_view text, const std::string& source) {
  const JsonObject claims = JsonObject::parse(text, source, ErrorKind::usage);
  bool asks = false;
  for (const char* place : places) {
    if (!claims.has(place)) continue;
    asks = true;
    require_requests(claims.object(place));
  }
  if (!asks) throw Error(ErrorKind::usage, source + ": asks for nothing: \"userinfo\" or \"id_token\" is missing");
  return to_text(claims.value());
}

std::vector<std::string> essential_acr_values(const std::string& claims) {
  if (claims.empty()) return {};
  const JsonObject asked = JsonObject::parse(claims, "the claims parameter", ErrorKind::usage);
  const JsonObject acr = asked.object("id_token").object("acr");
  if (!acr.boolean("essential").value_or(false)) return {};
  const std::string one = acr.string("value");
  return one.empty() ? acr.strings("values") : std::vector{one};
}

}  // namespace oauthctl

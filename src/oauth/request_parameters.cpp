#include "oauth/request_parameters.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "model/authorization_details.h"
#include "oauthctl/error.h"

namespace oauthctl {

bool asks_for_openid(const std::string& scope) {
  const auto scopes = words(scope);
  return contains(scopes, "openid");
}

std::string spelled_scope(const std::string& scope, const Client& client) {
  const std::string& separator = client.rules.scope_separator;
  return separator.empty() ? scope : join(words(scope), separator);
}

Params extra_params(const Client& client, const Params& extra, std::span<const std::string_view> owned) {
  Params all;
  for (const auto& [name, value] : client.params) {
    if (!extra.contains(name)) all.add(name, value);
  }
  for (const auto& [name, value] : extra) all.add(name, value);
  for (const auto& [name, value] : all) {
    if (std::find(owned.begin(), owned.end(), name) == owned.end()) continue;
    throw Error(ErrorKind::usage, "the parameter \"" + printable(name) + "\" belongs to the protocol and cannot be set",
                name == "scope"           ? "use --scope"
                : name == "response_mode" ? "name it in the client file: \"response_mode\""
                                          : "");
  }
  return all;
}

void add_resource(Params& params, const Client& client) {
  if (!client.rules.takes_resource) return;
  for (const std::string& uri : client.resource) params.add("resource", uri);
}

void add_target(Params& params, const Client& client) {
  add_resource(params, client);
  if (!client.authorization_details.empty()) params.add("authorization_details", client.authorization_details);
}

namespace {

using nlohmann::json;

/// For text that was checked when it was read.
json read(const std::string& authorization_details) {
  return authorization_details.empty() ? json::array() : json::parse(authorization_details);
}

/// Whether `whole` contains everything that is in `part`.
bool holds(const json& whole, const json& part) {
  if (part.is_object() && whole.is_object()) {
    return std::all_of(part.items().begin(), part.items().end(), [&](const auto& member) {
      return whole.contains(member.key()) && holds(whole.at(member.key()), member.value());
    });
  }
  if (part.is_array() && whole.is_array()) {
    return std::all_of(part.begin(), part.end(), [&](const json& element) {
      return std::any_of(whole.begin(), whole.end(), [&](const json& other) { return holds(other, element); });
    });
  }
  return whole == part;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!contains(names, name)) names.push_back(name);
}

}  // namespace

std::string parse_authorization_details(std::string_view text, const std::string& source) {
  return authorization_details_text(parse_json(text, source, ErrorKind::usage), source, ErrorKind::usage);
}

void require_supported_types(const ServerMetadata& server, const std::string& authorization_details) {
  const auto& supported = server.authorization_details_types_supported;
  if (supported.empty()) return;
  for (const std::string& type : types_of(authorization_details)) {
    if (contains(supported, type)) continue;
    throw Error(ErrorKind::usage,
                "the server does not know authorization details of the type \"" + printable(type, 60) + '"',
                "it knows " + printable(join(supported, ", ")));
  }
}

std::vector<std::string> types_of(const std::string& authorization_details) {
  std::vector<std::string> types;
  for (const json& detail : read(authorization_details)) add_once(types, detail.at("type").get<std::string>());
  return types;
}

std::vector<std::string> missing_details(const std::string& asked, const std::string& granted) {
  const json given = read(granted);
  std::vector<std::string> missing;
  for (const json& detail : read(asked)) {
    if (!holds(given, json::array({detail}))) add_once(missing, detail.at("type").get<std::string>());
  }
  return missing;
}

namespace {

constexpr const char* places[] = {"userinfo", "id_token", "access_token"};

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
  if (!asks) {
    throw Error(ErrorKind::usage,
                source + ": asks for nothing: \"userinfo\", \"id_token\" or \"access_token\" is missing");
  }
  return claims.text();
}

std::string merged_claims(const std::string& own, const std::string& more) {
  const auto claims_in = [](const std::string& text) {
    return JsonObject::parse(text, "the claims parameter", ErrorKind::usage).value();
  };
  json all = own.empty() ? json::object() : claims_in(own);
  const json asked = claims_in(more);
  for (const auto& [place, claims] : asked.items()) {
    json& known = all[place];
    if (!known.is_object() || !claims.is_object()) {
      if (!claims.is_null()) known = claims;
      continue;
    }
    for (const auto& [name, request] : claims.items()) {
      if (!known.contains(name) || !request.is_null()) known[name] = request;
    }
  }
  return all.dump();
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

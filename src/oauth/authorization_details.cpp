#include "oauth/authorization_details.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "model/authorization_details.h"

namespace oauthctl {
namespace {

using nlohmann::json;

/// For text that was checked when it was taken in.
json read(const std::string& authorization_details) {
  return authorization_details.empty() ? json::array() : json::parse(authorization_details);
}

/// Whether all that is in `part` is in `whole`, whatever else is there.
bool contains(const json& whole, const json& part) {
  if (part.is_object() && whole.is_object()) {
    return std::all_of(part.items().begin(), part.items().end(), [&](const auto& member) {
      return whole.contains(member.key()) && contains(whole.at(member.key()), member.value());
    });
  }
  if (part.is_array() && whole.is_array()) {
    return std::all_of(part.begin(), part.end(), [&](const json& element) {
      return std::any_of(whole.begin(), whole.end(), [&](const json& other) { return contains(other, element); });
    });
  }
  return whole == part;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

std::string parse_authorization_details(std::string_view text, const std::string& source) {
  return authorization_details_text(parse_json(text, source, ErrorKind::usage), source, ErrorKind::usage);
}

void require_supported_types(const ServerMetadata& server, const std::string& authorization_details) {
  const auto& supported = server.authorization_details_types_supported;
  if (supported.empty()) return;
  for (const std::string& type : types_of(authorization_details)) {
    if (std::find(supported.begin(), supported.end(), type) != supported.end()) continue;
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
    if (!contains(given, json::array({detail}))) add_once(missing, detail.at("type").get<std::string>());
  }
  return missing;
}

}  // namespace oauthctl

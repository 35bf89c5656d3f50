#include "commands/profile/record_view.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/json.h"

namespace oauthctl::cli {
namespace {

using nlohmann::ordered_json;

/// Members that a server publishes, that name the account, or that were on a command line.
constexpr std::array<std::string_view, 3> open_parts = {"server", "account", "params"};

constexpr std::array<std::string_view, 15> harmless = {
    "profile",    "secrets_file", "grant_type",    "scope",
    "client_id",  "tokens",       "redirect_uris", "token_endpoint_auth_method",
    "token_type", "client",       "checksum",      "response_type",
    "serves",     "resource",     "audience"};

template <typename Names>
bool is_in(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_harmless(const std::string& name) {
  return is_in(harmless, name) || name.ends_with("_alg") || name.ends_with("_enc") || name.ends_with("_file");
}

bool is_list_of_objects(const ordered_json& value) {
  return value.is_array() && !value.empty() &&
         std::all_of(value.begin(), value.end(), [](const auto& element) { return element.is_object(); });
}

/// Numbers and truth values are times, versions and switches, never secrets.
void hide(ordered_json& object) {
  for (auto& [name, value] : object.items()) {
    if (is_in(open_parts, name) || value.is_number() || value.is_boolean()) continue;
    if (value.is_object()) {
      hide(value);
    } else if (is_list_of_objects(value)) {
      for (auto& element : value) hide(element);
    } else if (!is_harmless(name)) {
      value = "(hidden)";
    }
  }
}

}  // namespace

std::string record_view(std::string_view text, bool reveal) {
  auto record = ordered_json::parse(text, nullptr, false);
  record.erase("checksum");
  if (!reveal) hide(record);
  return to_text(record, 2) + '\n';
}

}  // namespace oauthctl::cli

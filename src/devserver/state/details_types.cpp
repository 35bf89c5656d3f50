#include "devserver/state/details_types.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "devserver/refusal.h"
#include "model/authorization_details.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* parameter = "authorization_details";

/// RFC 9396 §2.2: the members that every type has. These are lists.
constexpr std::array common_lists{"locations", "actions", "datatypes", "privileges"};
constexpr const char* identifier = "identifier";

Refusal refused(const std::string& why) {
  return {400, "invalid_authorization_details", why};
}

const DetailsType& type_of(const nlohmann::json& detail) {
  const std::string name = detail.at("type");
  for (const DetailsType& type : supported_details_types()) {
    if (type.name == name) return type;
  }
  throw refused("the type " + printable(name, 60) + " is not supported");
}

bool is_list(const nlohmann::json& value) {
  return value.is_array() && std::all_of(value.begin(), value.end(), [](const auto& item) { return item.is_string(); });
}

bool is_one_of(const auto& known, const std::string& name) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

/// §5: refuses a member of another type and a wrong value.
void check_member(const DetailsType& type, const std::string& name, const nlohmann::json& value) {
  const std::string what = std::string(type.name) + ": " + printable(name, 60);
  if (is_one_of(common_lists, name)) {
    if (!is_list(value)) throw refused(what + " must be an array of strings");
  } else if (name == identifier) {
    if (!value.is_string()) throw refused(what + " must be a string");
  } else if (name != "type" && !is_one_of(type.members, name)) {
    throw refused(what + " is unknown");
  }
}

}  // namespace

std::span<const DetailsType> supported_details_types() {
  static const std::array types{
      DetailsType{"payment_initiation",
                  "start a payment",
                  {"instructedAmount", "creditorName", "creditorAccount", "remittanceInformationUnstructured"}},
      DetailsType{"account_information", "read your accounts", {}}};
  return types;
}

bool are_granted(const nlohmann::json& asked, const nlohmann::json& granted) {
  return std::all_of(asked.begin(), asked.end(), [&](const nlohmann::json& detail) {
    return std::find(granted.begin(), granted.end(), detail) != granted.end();
  });
}

std::string read_authorization_details(const std::string& text) {
  if (text.empty()) return {};
  try {
    const nlohmann::json details = parse_json(text, parameter, ErrorKind::protocol);
    std::string checked = authorization_details_text(details, parameter, ErrorKind::protocol);
    for (const nlohmann::json& detail : details) {
      for (const auto& [name, value] : detail.items()) check_member(type_of(detail), name, value);
    }
    return checked;
  } catch (const Error& error) {
    throw refused(error.message());
  }
}

}  // namespace oauthctl::devserver

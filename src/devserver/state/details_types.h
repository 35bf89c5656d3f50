#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl::devserver {

/// A type of authorization details (RFC 9396 §2.1).
struct DetailsType {
  std::string_view name;
  std::string_view meaning;               ///< shown to the person
  std::vector<std::string_view> members;  ///< besides those of §2.2, which every type has
};

std::span<const DetailsType> supported_details_types();

/// Whether each detail of `asked` is in `granted`, word for word.
bool are_granted(const nlohmann::json& asked, const nlohmann::json& granted);

/// The parameter's JSON, checked (§5) and written again; empty for an empty text. Throws a Refusal with
/// invalid_authorization_details.
std::string read_authorization_details(const std::string& text);

}  // namespace oauthctl::devserver

#include "devserver/clients/response_types.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {

std::optional<std::string> known_response_type(std::string_view asked) {
  for (const std::string_view known : response_types) {
    const bool same = is_within(asked, known) && is_within(known, asked) && words(asked).size() == words(known).size();
    if (same) return std::string(known);
  }
  return std::nullopt;
}

bool brings_tokens(std::string_view response_type) {
  return has_scope(response_type, "token") || has_scope(response_type, "id_token");
}

bool is_response_mode(std::string_view mode) {
  return std::find(std::begin(response_modes), std::end(response_modes), mode) != std::end(response_modes);
}

bool is_in_query(std::string_view response_mode) {
  return response_mode == "query" || response_mode == "query.jwt";
}

}  // namespace oauthctl::devserver

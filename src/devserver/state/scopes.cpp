#include "devserver/state/scopes.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace oauthctl::devserver {
namespace {

constexpr std::array scopes{
    Scope{"openid", "Know who you are"},       Scope{"profile", "See your name"},
    Scope{"email", "See your email address"},  Scope{"offline_access", "Work while you are away"},
    Scope{"api.read", "Read the example API"}, Scope{"api.write", "Write to the example API"},
};

}  // namespace

std::span<const Scope> supported_scopes() {
  return scopes;
}

bool is_supported(std::string_view scope) {
  const auto asked = words(scope);
  return std::all_of(asked.begin(), asked.end(), [](const std::string& word) {
    return std::any_of(scopes.begin(), scopes.end(), [&](const Scope& known) { return known.name == word; });
  });
}

bool has_scope(std::string_view scope, std::string_view word) {
  const auto all = words(scope);
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_within(std::string_view part, std::string_view whole) {
  const auto asked = words(part);
  return std::all_of(asked.begin(), asked.end(), [&](const std::string& word) { return has_scope(whole, word); });
}

}  // namespace oauthctl::devserver

#include "oauth/scopes.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace oauthctl {
namespace {

struct LongName {
  std::string_view name;
  std::string_view uri;
};

/// Google's answers have the URIs (developers.google.com/identity/protocols/oauth2/scopes).
constexpr LongName long_names[] = {{"email", "https://www.googleapis.com/auth/userinfo.email"},
                                   {"profile", "https://www.googleapis.com/auth/userinfo.profile"}};

/// Scopes that ask for a refresh token: OpenID Connect Core §11, Ory, X, Salesforce, Microsoft's consumer accounts.
constexpr std::string_view ask_for_refresh_token[] = {"offline_access", "offline", "offline.access", "refresh_token",
                                                      "wl.offline_access"};

bool is_uri_of(std::string_view uri, std::string_view name) {
  return uri.size() > name.size() + 1 && uri.find("://") != std::string_view::npos && uri.ends_with(name) &&
         uri[uri.size() - name.size() - 1] == '/';
}

bool stands_for(std::string_view one, std::string_view other) {
  const auto are_named = [&](const LongName& row) {
    return (one == row.name && other == row.uri) || (one == row.uri && other == row.name);
  };
  return one == other || is_uri_of(one, other) || is_uri_of(other, one) ||
         std::any_of(std::begin(long_names), std::end(long_names), are_named);
}

bool shows(const std::string& scope, const TokenSet& granted) {
  const bool asks_for_refresh_token = std::find(std::begin(ask_for_refresh_token), std::end(ask_for_refresh_token),
                                                scope) != std::end(ask_for_refresh_token);
  return (asks_for_refresh_token && !granted.refresh_token.empty()) || (scope == "openid" && !granted.id_token.empty());
}

}  // namespace

std::vector<std::string> scope_words(std::string_view scope) {
  std::string text(scope);
  std::replace(text.begin(), text.end(), ',', ' ');
  return words(text);
}

bool is_scope_word(std::string_view word) {
  return !word.empty() && is_visible_ascii(word) && word.find_first_of("\"\\") == std::string_view::npos;
}

std::vector<std::string> scopes_beyond(const std::string& part, const std::string& whole) {
  const auto allowed = scope_words(whole);
  std::vector<std::string> more;
  for (const std::string& word : scope_words(part)) {
    const bool found =
        std::any_of(allowed.begin(), allowed.end(), [&](const auto& other) { return stands_for(word, other); });
    if (!found) more.push_back(word);
  }
  return more;
}

std::vector<std::string> missing_scopes(const std::string& asked, const TokenSet& granted) {
  if (granted.scope.empty()) return {};
  std::vector<std::string> missing = scopes_beyond(asked, granted.scope);
  std::erase_if(missing, [&](const std::string& scope) { return shows(scope, granted); });
  return missing;
}

}  // namespace oauthctl

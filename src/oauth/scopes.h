#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/token_set.h"

namespace oauthctl {

/// The words of a scope: between spaces (RFC 6749 §3.3), or commas, which some servers write in their answers (GitHub,
/// LinkedIn, Slack).
std::vector<std::string> scope_words(std::string_view scope);

/// RFC 6749 §3.3: visible ASCII without quotes and backslashes.
bool is_scope_word(std::string_view word);

/// The words of `part` that no word of `whole` covers. A word covers itself, and a URI also covers its last part:
/// Google and Microsoft answer short names with long ones.
std::vector<std::string> scopes_beyond(const std::string& part, const std::string& whole);

/// The words of `asked` that were not granted, as far as the answer says. A scope whose token came was granted even if
/// it is not listed: Microsoft never lists offline_access.
std::vector<std::string> missing_scopes(const std::string& asked, const TokenSet& granted);

}  // namespace oauthctl

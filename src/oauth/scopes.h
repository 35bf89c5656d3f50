#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/token_set.h"

namespace oauthctl {

/// The words of a scope: between spaces (RFC 6749 §3.3), or commas, which some servers write in their answers (GitHub,
/// LinkedIn, Slack).
std::vector<std::string> scope_words(std::string_view scope);

/// Those of `part` that no word of `whole` stands for. A word stands for itself, and a URI for what it ends with:
/// Google and Microsoft answer with long names to short ones.
std::vector<std::string> scopes_beyond(const std::string& part, const std::string& whole);

/// Those of `asked` that were not granted, as far as the answer says. A scope that shows in what came was granted,
/// listed or not: Microsoft never lists offline_access.
std::vector<std::string> missing_scopes(const std::string& asked, const TokenSet& granted);

}  // namespace oauthctl

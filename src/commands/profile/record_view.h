#pragma once

#include <string>
#include <string_view>

namespace oauthctl::cli {

/// A record's text (docs/token-store.md) laid out for a person. Values that are not known to be harmless are
/// `(hidden)`, unless `reveal`.
std::string record_view(std::string_view text, bool reveal);

}  // namespace oauthctl::cli

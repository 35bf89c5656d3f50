#pragma once

#include <string_view>

namespace oauthctl::devserver {

/// Writes one line to stderr, with our name in front. Never log a query, a body or a header: they hold secrets.
void log_line(std::string_view text);

}  // namespace oauthctl::devserver

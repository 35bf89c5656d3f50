#pragma once

#include <string_view>

namespace oauthctl::devserver {

/// One line on stderr that says whose it is. Never a query, a body or a header: they hold secrets.
void log_line(std::string_view text);

}  // namespace oauthctl::devserver

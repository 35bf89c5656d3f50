#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthctl::cli {

/// JSON with indentation and a last newline, fit for a terminal. Numbers and strings stay as they are written. Nothing
/// for text that is not JSON, and for JSON that is nested too deeply to be indented.
std::optional<std::string> pretty_json(std::string_view text, bool colored);

}  // namespace oauthctl::cli

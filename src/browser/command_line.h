#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// A program and its arguments.
using CommandLine = std::vector<std::string>;

/// The alternatives of $BROWSER, which colons separate.
std::vector<std::string> browser_entries(std::string_view browser);

/// One entry split as command_words() does. `%s` in a word becomes the URL. Without a `%s` the URL is the last
/// argument. Nothing for a quote that does not end and for an empty entry.
std::optional<CommandLine> command_line(std::string_view entry, const std::string& url);

}  // namespace oauthctl

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// Finds this program in PATH. A name with a slash is a path already. Empty parts of PATH, which mean the current
/// directory to a shell, are skipped.
std::optional<std::string> find_program(const std::string& name, std::string_view path);

/// A program and its arguments, split at blanks. Quotes and backslashes hold words together as in a shell; other shell
/// syntax has no meaning. Nothing for a quote that does not end.
std::optional<std::vector<std::string>> command_words(std::string_view text);

/// The texts as exec and posix_spawn take arguments and environments: with a null pointer at the end. They point into
/// `texts`.
std::vector<char*> pointers(const std::vector<std::string>& texts);

}  // namespace oauthctl

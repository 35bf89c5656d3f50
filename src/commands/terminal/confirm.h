#pragma once

#include <optional>
#include <string>

namespace oauthctl::cli {

/// Whether a person can be asked: standard input and standard error are both a terminal.
bool can_ask();

/// Asks on stderr for a y or an n, which is the default, and reads it from stdin. Nothing: nobody can be asked.
/// Throws ErrorKind::interrupted on a signal.
std::optional<bool> confirmed(const std::string& question);

}  // namespace oauthctl::cli

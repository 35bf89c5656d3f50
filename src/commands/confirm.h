#pragma once

#include <optional>
#include <string>

namespace oauthctl::cli {

/// Asks on stderr for a y or an n, which is the default, and reads it from stdin. Nothing: one of them is not a
/// terminal, so nobody can be asked. Throws ErrorKind::interrupted on a signal.
std::optional<bool> confirmed(const std::string& question);

}  // namespace oauthctl::cli

#pragma once

#include <string>

#include "cli/command.h"

namespace oauthctl::cli {

/// The hint, whose commands are for the same login as the command line was: `-p` and `--home` are repeated where they
/// were typed and the hint does not name them itself. What the environment names needs no repeating.
std::string for_same_login(const std::string& hint, const GlobalOptions& typed);

}  // namespace oauthctl::cli

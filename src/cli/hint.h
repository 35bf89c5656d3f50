#pragma once

#include <string>

#include "cli/global_options.h"

namespace oauthctl::cli {

/// The command of a hint for the same profile and store as the command line that failed: `-p`, `--home` and `--store`
/// are repeated if they were typed and the command does not name them itself. The environment needs no repeating.
std::string typed_again(const std::string& command, const GlobalOptions& typed);

}  // namespace oauthctl::cli

#pragma once

#include <string>

#include "cli/global_options.h"

namespace oauthctl::cli {

/// The command of a hint for the same profile and store as the command line that failed: with what was typed there.
std::string typed_again(const std::string& command, const GlobalOptions& typed);

}  // namespace oauthctl::cli

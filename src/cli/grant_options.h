#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace CLI {
class App;
}

namespace oauthctl::cli {

void add_grant_options(CLI::App& app, GrantOptions& options);

/// Throws ErrorKind::usage for an option that the flow has no use for, for two that exclude each other, and where
/// standard input is named twice.
void check_grant_options(const LoginCommand& command);

/// What `--flow` takes.
const std::vector<std::string>& flow_names();

}  // namespace oauthctl::cli

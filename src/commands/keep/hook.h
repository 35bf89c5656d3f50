#pragma once

#include <string>

#include "commands/command_context.h"

namespace oauthctl::cli {

/// Runs a command that a person named with that option, without a shell, and waits for its end, but not for long. It
/// finds the profile in its environment, and no token. A failure is a warning.
void run_hook(const char* option, const CommandWords& command, const std::string& profile,
              const CommandContext& context);

}  // namespace oauthctl::cli

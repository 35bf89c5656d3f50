#pragma once

#include "commands/command_context.h"

namespace oauthctl::cli {

/// Prints what a person must open now, and the command that completes the sign-in; with --json as one object.
void show(const BegunLogin& begun, const CommandContext& context);

}  // namespace oauthctl::cli

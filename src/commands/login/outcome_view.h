#pragma once

#include "commands/command_context.h"

namespace oauthctl::cli {

/// Whether the sign-in only prints its token (`--no-store`).
bool is_kept_nowhere(const CommandContext& context);

/// Tells a person how the sign-in ended: in lines on a terminal, else in one line. Then what the server left out.
void show(const LoginOutcome& outcome, const CommandContext& context);

}  // namespace oauthctl::cli

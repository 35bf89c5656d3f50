#pragma once

#include <string>

#include "commands/command_context.h"

namespace oauthctl::cli {

/// Asks a person on the terminal for a client, writes it into a client file of the home (0600), and returns the file's
/// path. Throws ErrorKind::usage if the answers are of no use, ErrorKind::interrupted on a signal.
std::string ask_for_client(const CommandContext& context);

}  // namespace oauthctl::cli

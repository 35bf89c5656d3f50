#pragma once

#include <functional>

#include "cli/terminal.h"
#include "commands/commands.h"

namespace oauthctl::cli {

/// The frame of each of our programs: prepares the process, reads the command line, runs `command`, reports its
/// failure, and leaves with the exit code; by _exit, which saves the static destructors.
[[noreturn]] void run_program(int argc, char** argv, const std::function<int(const Invocation&, Terminal&)>& command);

}  // namespace oauthctl::cli

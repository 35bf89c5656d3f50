#pragma once

#include <functional>

#include "cli/terminal.h"
#include "commands/commands.h"

namespace oauthctl::cli {

/// The main function of the front and of its twin: prepares the process, reads the command line, runs `command`,
/// reports its failure, and exits with the exit code. It calls _exit, which skips the static destructors.
[[noreturn]] void run_program(int argc, char** argv, const std::function<int(Invocation&, Terminal&)>& command);

}  // namespace oauthctl::cli

#pragma once

#include "base/environment.h"
#include "cli/command.h"

namespace oauthctl::cli {

/// Reads the command line. Both programs call it with the same arguments and come to the same result. Throws
/// ErrorKind::usage, with the command to type for help.
Invocation parse(int argc, char** argv, const Environment& environment);

/// What `--color` says, also on a command line that parse() refuses: the refusal has to be printed so.
Color color_named(int argc, char** argv);

}  // namespace oauthctl::cli

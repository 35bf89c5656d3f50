#pragma once

#include "devserver/options.h"

namespace oauthctl::devserver {

/// Reads `oauthctl dev-server …`. Prints the help that is asked for and ends the process; throws an Error of
/// ErrorKind::usage.
DevServerOptions parse_command_line(int argc, char** argv);

}  // namespace oauthctl::devserver

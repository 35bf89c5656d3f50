#pragma once

#include <optional>

#include "devserver/options.h"

namespace oauthctl::devserver {

/// Reads `oauthctl dev-server …`. Nothing when help was asked for: it is printed. Throws ErrorKind::usage.
std::optional<DevServerOptions> parse_command_line(int argc, char** argv);

}  // namespace oauthctl::devserver

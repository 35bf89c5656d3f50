#pragma once

#include <optional>
#include <string>

#include "devserver/options.h"

namespace oauthctl::devserver {

/// Reads `oauthctl dev-server …`. Nothing: help was asked for. Throws ErrorKind::usage.
std::optional<DevServerOptions> parse_command_line(int argc, char** argv);

/// At most 80 columns wide.
std::string help_text();

}  // namespace oauthctl::devserver

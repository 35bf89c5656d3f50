#pragma once

#include <span>
#include <string>

#include "cli/option.h"

namespace oauthctl::cli {

// Pages of at most 80 columns, made from the tables.

/// All commands in their groups, and the options of every command.
std::string overview(std::span<const Description> commands, std::span<const Option> globals);

/// A few lines for somebody who typed `oauthctl` alone.
std::string short_help(std::span<const Description> commands);

/// One command: its options in their groups, and examples.
std::string help_of(const Description& command);

}  // namespace oauthctl::cli

#pragma once

#include <functional>

#include "cli/command.h"

namespace CLI {
class App;
}

namespace oauthctl::cli {

// The commands about servers and tokens rather than about a login; see Subcommand::add.
std::function<Command()> add_discover(CLI::App& app);
std::function<Command()> add_inspect(CLI::App& app);
std::function<Command()> add_register(CLI::App& app);

}  // namespace oauthctl::cli

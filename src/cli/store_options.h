#pragma once

#include <functional>

#include "cli/command.h"

namespace CLI {
class App;
}

namespace oauthctl::cli {

/// Registers the options of `store`; see Subcommand.
std::function<Command()> add_store(CLI::App& app);

}  // namespace oauthctl::cli

#pragma once

#include <functional>
#include <vector>

#include "cli/command.h"

namespace CLI {
class App;
}

namespace oauthctl::cli {

/// One command of the command line. `add` registers its options and returns what turns them, once read, into a Command.
struct Subcommand {
  const char* name;
  const char* summary;
  const char* examples;
  std::function<Command()> (*add)(CLI::App& app);
};

/// All of them, in the order in which `--help` lists them.
const std::vector<Subcommand>& subcommands();

}  // namespace oauthctl::cli

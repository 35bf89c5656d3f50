#include "cli/store_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

const std::vector<std::string> actions = {"list", "show", "copy", "export", "import"};

/// An option that means nothing to the action would be a wish that is not heard.
void require_meant_for(const StoreCommand& command, const char* option, bool given,
                       const std::vector<std::string>& meant_for) {
  if (!given || std::find(meant_for.begin(), meant_for.end(), command.action) != meant_for.end()) return;
  throw Error(ErrorKind::usage, std::string(option) + " is for store " + join(meant_for, " and store "),
              "oauthctl store --help");
}

void require_sense(const StoreCommand& command) {
  if (std::find(actions.begin(), actions.end(), command.action) == actions.end()) {
    throw Error(ErrorKind::usage, "store: '" + printable(command.action, 40) + "' is none of " + join(actions, ", "),
                "oauthctl store --help");
  }
  require_meant_for(command, "--to", !command.to.empty(), {"copy"});
  require_meant_for(command, "--as", !command.as.empty(), {"copy"});
  require_meant_for(command, "--move", command.move, {"copy"});
  require_meant_for(command, "--replace", command.replace, {"copy", "import"});
  require_meant_for(command, "--reveal", command.reveal, {"show", "export"});
  require_meant_for(command, "--output", !command.output.empty(), {"export"});
  require_meant_for(command, "FILE", !command.file.empty(), {"import"});
  if (command.action == "import" && command.file.empty()) {
    throw Error(ErrorKind::usage, "store import: no file is named", "oauthctl store import FILE, or - for stdin");
  }
  if (command.to == "memory") {
    throw Error(ErrorKind::usage, "--to memory would keep nothing", "name file or helper:NAME");
  }
}

}  // namespace

std::function<Command()> add_store(CLI::App& app) {
  const CLI::Validator given([](const std::string& value) { return value.empty() ? "the value is empty" : ""; }, "",
                             "");
  auto raw = std::make_shared<StoreCommand>();
  app.add_option("action", raw->action, "list, show, copy, export or import")->required()->type_name("ACTION");
  app.add_option("file", raw->file, "what to import, - for stdin")->type_name("FILE");
  app.add_option("--to", raw->to, "copy: the store to copy to (default: the same)")->type_name("URL")->check(given);
  app.add_option("--as", raw->as, "copy: the profile's name there (default: the same)")
      ->type_name("NAME")
      ->check(given);
  app.add_flag("--move", raw->move, "copy: leave none behind");
  app.add_flag("--replace", raw->replace, "copy, import: write over a record that is there");
  app.add_option("-o,--output", raw->output, "export: write to a new file, 0600")->type_name("FILE")->check(given);
  app.add_flag("--reveal", raw->reveal, "show, export: print the secrets too");
  return [raw]() -> Command {
    require_sense(*raw);
    return *raw;
  };
}

}  // namespace oauthctl::cli

#include <algorithm>

#include "base/text.h"
#include "commands/store/store.h"

namespace oauthctl::cli::store_command {
namespace {

std::string name_of(StoreAction action) {
  return "store " + std::string(actions[static_cast<std::size_t>(action)].word);
}

/// An option that the action ignores would mislead the user.
void require_meant_for(const StoreOptions& options, const char* option, bool given,
                       std::initializer_list<StoreAction> meant_for) {
  if (!given || std::find(meant_for.begin(), meant_for.end(), options.action) != meant_for.end()) return;
  std::vector<std::string> names;
  for (const StoreAction action : meant_for) names.push_back(name_of(action));
  throw Error(ErrorKind::usage, std::string(option) + " is for " + join(names, " and "),
              Hint::run("oauthctl store --help"));
}

}  // namespace

void check(StoreOptions& options, GlobalOptions& global) {
  using enum StoreAction;
  require_meant_for(options, "--to", !options.to.empty(), {copy});
  require_meant_for(options, "--as", !options.as.empty(), {copy});
  require_meant_for(options, "--move", options.move, {copy});
  require_meant_for(options, "--replace", options.replace, {copy, import_record});
  require_meant_for(options, "--reveal", options.reveal, {show, export_record});
  require_meant_for(options, "--output", !options.output.empty(), {export_record});
  require_meant_for(options, "--all", options.all, {export_record});
  require_meant_for(options, "--with-client", options.with_client, {export_record});
  require_meant_for(options, "FILE", !options.file.empty(), {import_record});
  if (options.action == import_record && options.file.empty())
    throw Error(ErrorKind::usage, "store import needs a FILE, or - for stdin", Hint::run("oauthctl store --help"));
  if (options.all && global.profile_typed)
    throw Error(ErrorKind::usage, "--all and -p cannot be used together", Hint::run("oauthctl store --help"));
  if (options.to == "memory")
    throw Error(ErrorKind::usage, "--to memory would keep nothing", "name file or helper:NAME");
}

}  // namespace oauthctl::cli::store_command

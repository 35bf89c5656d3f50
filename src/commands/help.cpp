#include "cli/help.h"

#include "cli/command_line.h"
#include "commands/token/offline.h"

namespace oauthctl::cli {

int answer(const HelpOptions& options, Terminal& terminal) {
  if (options.is_short) {
    terminal.usage(short_help(descriptions));
    return exit_code(ErrorKind::usage);
  }
  terminal.answer(options.command.empty() ? overview(descriptions, global_options())
                                          : help_of(find_command(options.command, descriptions)));
  return 0;
}

int answer(const VersionOptions&, Terminal& terminal) {
  terminal.answer("oauthctl " OAUTHCTL_VERSION "\n");
  return 0;
}

}  // namespace oauthctl::cli

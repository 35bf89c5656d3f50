#include "commands/setup/setup.h"

namespace oauthctl::cli::setup_command {

void check(SetupOptions& options, GlobalOptions&) {
  const bool is_timer = options.program == SetupProgram::timer;
  if (options.target.empty() != is_timer)
    throw Error(ErrorKind::usage, is_timer ? "setup timer takes no TARGET" : "setup needs TARGET",
                Hint::run("oauthctl setup --help"));
}

}  // namespace oauthctl::cli::setup_command

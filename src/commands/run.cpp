#include "commands/command_context.h"
#include "commands/terminal/spinner.h"

namespace oauthctl::cli {

int run(const Invocation& invocation, const CommandContext& context) {
  context.terminal.show_waits([](Terminal& terminal, const Wait& wait) { return show_wait(terminal, wait); });
  return std::visit([&](const auto& options) { return run(options, context); }, invocation.command);
}

}  // namespace oauthctl::cli

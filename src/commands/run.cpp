#include "commands/command_context.h"

namespace oauthctl::cli {

int run(const Invocation& invocation, const CommandContext& context) {
  return std::visit(
      [&](const auto& command) -> int {
        if constexpr (requires { run(command, context); }) {
          return run(command, context);
        } else {
          throw Error(ErrorKind::internal, "this command belongs to the front");
        }
      },
      invocation.command);
}

}  // namespace oauthctl::cli

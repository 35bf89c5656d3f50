#include "commands/command_context.h"

namespace oauthctl::cli {

int run(const Invocation& invocation, const CommandContext& context) {
  return std::visit([&](const auto& options) { return run(options, context); }, invocation.command);
}

}  // namespace oauthctl::cli

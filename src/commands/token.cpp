#include "session/token.h"

#include "base/interrupt.h"
#include "cli/token_formats.h"
#include "commands/command_context.h"

namespace oauthctl::cli {

int run(const TokenCommand& command, const CommandContext& context) {
  const bool is_due = context.is_read && !command.refresh && command.scope.empty();
  const Record record =
      token(context.global.profile, {command.refresh, command.min_ttl, command.scope, is_due}, context.services);
  // A renewal is not cut short, and what it brought is kept; but whoever said stop is not handed a token.
  throw_if_interrupted();
  print_token(record, context.global.json ? "json" : command.format, command.type, context.services.clock(),
              context.terminal);
  return 0;
}

}  // namespace oauthctl::cli

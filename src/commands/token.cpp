#include "session/token.h"

#include "base/interrupt.h"
#include "commands/command_context.h"

namespace oauthctl::cli {

int run(const TokenOptions& options, const CommandContext& context) {
  TokenDemand demand = options.demand;
  demand.is_due = context.is_read && !demand.refresh && demand.scope.empty();
  const Record record = oauthctl::token(context.global.profile, demand, context.services);
  // A renewal is not cut short, and what it brought is kept; but whoever said stop is not handed a token.
  throw_if_interrupted();
  print_token({record, options.type, context.services.clock()}, options.format, context.terminal);
  return 0;
}

}  // namespace oauthctl::cli

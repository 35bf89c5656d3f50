#include "base/interrupt.h"
#include "cli/process.h"
#include "commands/command_context.h"
#include "commands/exec/exec_program.h"
#include "commands/token/lasting_token.h"

namespace oauthctl::cli {

int run(const ExecOptions& options, const CommandContext& context) {
  const TokenDemand demand{.min_ttl = options.min_ttl, .target = options.target, .is_due = context.is_read};
  const Record record = lasting_token(context.global.profile, options.type, demand, context.services);
  throw_if_interrupted();
  keep_remembered_descriptors();
  return execute(options, record, context.services.clock(), context.terminal);
}

}  // namespace oauthctl::cli

#include <cstdlib>

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
  // The front set it for us (cli/process.cpp); the command may need GnuTLS.
  unsetenv("GNUTLS_NO_IMPLICIT_INIT");
  keep_remembered_descriptors();
  return execute(options, record, context.services.clock(), context.terminal);
}

}  // namespace oauthctl::cli

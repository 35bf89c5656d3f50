#include "session/token.h"

#include "base/interrupt.h"
#include "commands/command_context.h"
#include "commands/files/out_file.h"
#include "commands/profile/which_profile.h"
#include "commands/token/lasting_token.h"
#include "model/targeted_tokens.h"

namespace oauthctl::cli {

int run(const TokenOptions& options, const CommandContext& context) {
  if (!options.out.empty()) OutFile{options.out};  // before a renewal that nobody could use
  TokenDemand demand = options.demand;
  demand.is_due = context.is_read && !demand.refresh;
  if (!options.url.empty()) {
    const Record seen = load_record(context.global.profile, context.services.store);
    require_served(seen, options.url, chosen(context.global));
    demand.target = target_of(seen, demand.target, options.url);
  }
  const Record record = lasting_token(context.global.profile, options.type, demand, context.services);
  if (!options.url.empty()) require_served(record, options.url, chosen(context.global));
  // A signal does not interrupt a renewal, and its result is kept. But the token is not printed after the signal.
  throw_if_interrupted();
  deliver({record, options.type, context.services.clock(), options.user}, options, context.terminal);
  return 0;
}

}  // namespace oauthctl::cli

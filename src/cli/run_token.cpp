#include "base/interrupt.h"
#include "cli/online.h"
#include "cli/token_formats.h"
#include "session/token.h"

namespace oauthctl::cli {

int run(const TokenCommand& command, const Online& online) {
  const Record record =
      token(online.global.profile, {command.refresh, command.min_ttl, command.scope}, online.services);
  // A renewal is not cut short, and what it brought is kept; but whoever said stop is not handed a token.
  throw_if_interrupted();
  print_token(record, online.global.json ? "json" : command.format, command.type, online.services.clock(),
              online.terminal);
  return 0;
}

}  // namespace oauthctl::cli

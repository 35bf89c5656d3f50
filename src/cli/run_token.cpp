#include "cli/online.h"
#include "cli/token_formats.h"
#include "session/token.h"

namespace oauthctl::cli {

int run(const TokenCommand& command, const Online& online) {
  const Record record = token(online.global.profile, {command.refresh, command.min_ttl}, online.services);
  online.terminal.answer(
      format_token(record, online.global.json ? "json" : command.format, command.type, online.services.clock()));
  return 0;
}

}  // namespace oauthctl::cli

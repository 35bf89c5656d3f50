#include "commands/token/lasting_token.h"

#include "commands/token/lasts.h"
#include "session/token.h"

namespace oauthctl::cli {

using namespace std::chrono_literals;

Record lasting_token(const std::string& profile, TokenType type, TokenDemand demand, const Services& services) {
  if (type == TokenType::access) return token(profile, demand, services);
  const auto margin = demand.min_ttl.value_or(default_min_ttl);
  Record record = load_record(profile, services.store);
  if (!demand.refresh && lasts(record, type, services.clock(), margin)) return record;
  if (record.tokens.id_token.empty()) throw no_id_token(record, ErrorKind::login_required);
  if (demand.refresh || is_renewable(record)) {
    demand.refresh = true;
    record = token(profile, demand, services);
  }
  if (lasts(record, type, services.clock(), 0s)) return record;
  throw Error(ErrorKind::login_required,
              "profile " + profile + " has an ID token that has expired, and the server sent no new one",
              Hint::run("oauthctl login -p " + profile));
}

}  // namespace oauthctl::cli

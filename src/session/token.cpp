#include "session/token.h"

#include "base/duration.h"
#include "session/renewal.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

bool lasts(const Record& record, const TokenDemand& demand, const Services& services) {
  return record.tokens.usable(services.clock(), demand.min_ttl.value_or(default_min_ttl));
}

Record renew_in_turn(const std::string& profile, const TokenDemand& demand, const Services& services) {
  const auto turn = take_turn_at_record(profile, services.store);
  const Record& current = *turn->record();
  if (turn->renewed_while_waiting() && current.tokens.usable(services.clock(), 0s)) {
    services.notices.step("took over the token that another process obtained meanwhile");
    return current;
  }
  if (!demand.refresh && lasts(current, demand, services)) return current;
  return renew(*turn, services);
}

void warn_of_short_life(const Record& record, const TokenDemand& demand, const Services& services) {
  if (demand.min_ttl && !record.tokens.usable(services.clock(), *demand.min_ttl)) {
    services.notices.warning("the server's new token expires sooner than --min-ttl " + describe(*demand.min_ttl));
  }
}

Record narrowed_in_turn(const std::string& profile, const TokenDemand& demand, const Services& services) {
  const auto turn = take_turn_at_record(profile, services.store);
  Record narrow = narrowed(*turn, demand.scope, services);
  warn_of_short_life(narrow, demand, services);
  return narrow;
}

/// If another machine saved meanwhile, asks for the narrower token with its grant, in a new turn.
Record narrowed_at_last(const std::string& profile, const TokenDemand& demand, const Services& services) {
  try {
    return narrowed_in_turn(profile, demand, services);
  } catch (const Superseded& superseded) {
    services.notices.step(superseded.message());
  }
  return narrowed_in_turn(profile, demand, services);
}

}  // namespace

Record load_record(const std::string& profile, const TokenStore& store) {
  if (auto record = signed_in(store.load(profile))) return *record;
  throw not_signed_in(profile);
}

std::unique_ptr<Turn> take_turn_at_record(const std::string& profile, TokenStore& store) {
  auto turn = store.take_turn(profile, renewal_patience);
  if (!signed_in(turn->record())) throw not_signed_in(profile);
  return turn;
}

Record token(const std::string& profile, const TokenDemand& demand, const Services& services) {
  if (!demand.is_due) {
    Record seen = load_record(profile, services.store);
    if (!demand.scope.empty()) return narrowed_at_last(profile, demand, services);
    if (!demand.refresh && lasts(seen, demand, services)) return seen;
  }
  try {
    Record fresh = renew_in_turn(profile, demand, services);
    warn_of_short_life(fresh, demand, services);
    return fresh;
  } catch (const Error& error) {
    const bool may_serve = !demand.refresh && !demand.min_ttl && error.kind() != ErrorKind::interrupted;
    // A person who signed out meanwhile had the token revoked, so the current record counts.
    const auto kept = may_serve ? services.store.load(profile) : std::nullopt;
    if (!kept || !kept->tokens.usable(services.clock(), 0s)) throw;
    services.notices.warning("could not renew the token; using it until it expires: " + error.message());
    return *kept;
  }
}

}  // namespace oauthctl

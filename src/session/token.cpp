#include "session/token.h"

#include "base/duration.h"
#include "model/targeted_tokens.h"
#include "session/renewal.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

bool lasts(const Record& record, const TokenDemand& demand, const Services& services) {
  return record.tokens.usable(services.clock(), demand.min_ttl.value_or(default_min_ttl));
}

Record renew_in_turn(const std::string& profile, const TokenDemand& demand, const Services& services) {
  const auto turn = take_turn_at_record(profile, services.store);
  const Target target = target_in(*turn->record(), demand.target);
  if (const auto current = aimed(*turn->record(), target)) {
    if (turn->renewed_while_waiting(target) && current->tokens.usable(services.clock(), 0s)) {
      services.notices.step("took over the token that another process obtained meanwhile");
      return *current;
    }
    if (!demand.refresh && lasts(*current, demand, services)) return *current;
  }
  return target.empty() ? renew(*turn, services) : renew_for(*turn, target, services);
}

void warn_of_short_life(const Record& record, const TokenDemand& demand, const Services& services) {
  if (demand.min_ttl && !record.tokens.usable(services.clock(), *demand.min_ttl)) {
    services.notices.warning("the server's new token expires sooner than --min-ttl " + describe(*demand.min_ttl));
  }
}

/// If another machine saved meanwhile, asks for the target's token with its grant, in a new turn.
Record renew_at_last(const std::string& profile, const TokenDemand& demand, const Services& services) {
  try {
    return renew_in_turn(profile, demand, services);
  } catch (const Superseded& superseded) {
    if (demand.target.empty()) throw;
    services.notices.step(superseded.message());
  }
  return renew_in_turn(profile, demand, services);
}

}  // namespace

Record load_record(const std::string& profile, const TokenStore& store) {
  if (auto record = signed_in(store.load(profile))) return *record;
  throw not_signed_in(profile, store);
}

std::unique_ptr<Turn> take_turn_at_record(const std::string& profile, TokenStore& store) {
  auto turn = store.take_turn(profile, renewal_patience);
  if (!signed_in(turn->record())) throw not_signed_in(profile, store);
  return turn;
}

Record token(const std::string& profile, const TokenDemand& demand, const Services& services) {
  if (!demand.is_due) {
    const auto seen = aimed(load_record(profile, services.store), demand.target);
    if (seen && !demand.refresh && lasts(*seen, demand, services)) return *seen;
  }
  try {
    Record fresh = renew_at_last(profile, demand, services);
    warn_of_short_life(fresh, demand, services);
    return fresh;
  } catch (const Error& error) {
    const bool may_serve = !demand.refresh && !demand.min_ttl && error.kind() != ErrorKind::interrupted;
    // A person who signed out meanwhile had the token revoked, so the current record counts.
    const auto current = may_serve ? services.store.load(profile) : std::nullopt;
    const auto kept = current ? aimed(*current, demand.target) : std::nullopt;
    if (!kept || !kept->tokens.usable(services.clock(), 0s)) throw;
    services.notices.warning("could not renew the token; using it until it expires: " + error.message());
    return *kept;
  }
}

}  // namespace oauthctl

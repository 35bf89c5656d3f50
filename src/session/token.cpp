#include "session/token.h"

#include "base/duration.h"
#include "session/renewal.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

/// Longer than the holder's own network timeout, so that a waiter sees how the renewal ended.
constexpr std::chrono::milliseconds lock_patience = 45s;

Record renew_in_turn(const Record& seen, const TokenDemand& demand, const Services& services) {
  const auto lock = services.store.lock(seen.profile, LockPurpose::renewal, lock_patience);
  const Record current = load_record(seen.profile, services.store);
  const TimePoint now = services.clock();
  // A save may have kept a rotated refresh token alone.
  const bool is_new = current.serial != seen.serial && current.tokens.access_token != seen.tokens.access_token;
  if (is_new && current.tokens.usable(now, 0s)) {
    services.notices.step("took over the token that another process obtained meanwhile");
    return current;
  }
  if (!demand.refresh && current.tokens.usable(now, demand.min_ttl.value_or(default_min_ttl))) return current;
  return renew(current, services);
}

void warn_of_short_life(const Record& record, const TokenDemand& demand, const Services& services) {
  if (demand.min_ttl && !record.tokens.usable(services.clock(), *demand.min_ttl)) {
    services.notices.warning("the server's new token lives less than --min-ttl " + describe(*demand.min_ttl));
  }
}

Record narrowed_in_turn(const std::string& profile, const TokenDemand& demand, const Services& services) {
  const auto lock = services.store.lock(profile, LockPurpose::renewal, lock_patience);
  Record narrow = narrowed(load_record(profile, services.store), demand.scope, services);
  warn_of_short_life(narrow, demand, services);
  return narrow;
}

/// What another machine saved meanwhile is asked for less, under a lock had anew.
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
  if (auto record = store.load(profile)) return *record;
  throw Error(ErrorKind::login_required, "profile " + profile + " is not signed in", "oauthctl login -p " + profile);
}

Record token(const std::string& profile, const TokenDemand& demand, const Services& services) {
  const Record seen = load_record(profile, services.store);
  if (!demand.scope.empty()) return narrowed_at_last(profile, demand, services);
  if (!demand.refresh && seen.tokens.usable(services.clock(), demand.min_ttl.value_or(default_min_ttl))) return seen;
  try {
    Record fresh = renew_in_turn(seen, demand, services);
    warn_of_short_life(fresh, demand, services);
    return fresh;
  } catch (const Error& error) {
    const bool may_serve = !demand.refresh && !demand.min_ttl && error.kind() != ErrorKind::interrupted;
    // Whoever logged out meanwhile had the token revoked: what counts is what is on disk now.
    const auto kept = may_serve ? services.store.load(profile) : std::nullopt;
    if (!kept || !kept->tokens.usable(services.clock(), 0s)) throw;
    services.notices.warning("could not renew, but the token still lives: " + error.message());
    return *kept;
  }
}

}  // namespace oauthctl

#include "session/transfer.h"

#include "oauthctl/error.h"
#include "session/token.h"

namespace oauthctl {
namespace {

constexpr int most_tries = 5;

/// Between renewals, not in the middle of one.
Record settled(const Place& place) {
  const auto turn = place.store.take_turn(place.profile, renewal_patience);
  if (!turn->record()) throw not_signed_in(place.profile, place.store);
  return *turn->record();
}

/// One that has signed out has only settings to lose: those of the same client at the same server are replaced.
bool may_be_replaced(const Record& there, const Record& by) {
  return is_signed_out(there) && there.client_id == by.client_id && there.server.issuer == by.server.issuer &&
         there.server.token_endpoint == by.server.token_endpoint;
}

/// False: the record is no longer the one that was copied.
bool erase_if_still(const Record& copied, const Place& place) {
  const auto turn = place.store.take_turn(place.profile, renewal_patience);
  if (turn->record() && turn->record()->serial != copied.serial) return false;
  turn->erase();
  return true;
}

}  // namespace

void put(const Record& record, const Place& there, bool replace) {
  const auto turn = there.store.take_turn(there.profile, renewal_patience);
  if (turn->record() && !replace && !may_be_replaced(*turn->record(), record)) {
    throw Error(ErrorKind::usage, "profile " + there.profile + " already exists in " + there.store.where(there.profile),
                "add --replace to overwrite it, or choose another name");
  }
  turn->commit(record);
}

Record transfer(const Place& from, const Place& to, const TransferOptions& options) {
  if (from.store.where(from.profile) == to.store.where(to.profile)) {
    throw Error(ErrorKind::usage, from.store.where(from.profile) + ": cannot be copied onto itself",
                "name another store with --to URL, or another profile with --as NAME");
  }
  // One turn at a time, because two stores may share their lock files. A renewal can therefore come in between. Then
  // the copy is made again, because its refresh token may no longer work.
  bool replace = options.replace;
  for (int tries = 0; tries < most_tries; ++tries) {
    Record record = settled(from);
    put(record, to, replace);
    if (!options.move || erase_if_still(record, from)) return record;
    replace = true;
  }
  throw Error(ErrorKind::unavailable, "profile " + from.profile + " is renewed so often that it cannot be moved",
              "try again");
}

}  // namespace oauthctl

#include "session/transfer.h"

#include "oauthctl/error.h"
#include "session/keep_login.h"
#include "session/token.h"

namespace oauthctl {
namespace {

constexpr int most_tries = 5;

/// Between renewals, not in the middle of one.
Record settled(const Place& place) {
  const auto lock = place.store.lock(place.profile, LockPurpose::renewal, renewal_patience);
  return load_record(place.profile, place.store);
}

/// False when the record is not the one that was copied any more.
bool erase_if_still(const Record& copied, const Place& place) {
  const auto lock = place.store.lock(place.profile, LockPurpose::renewal, renewal_patience);
  const auto now = place.store.load(place.profile);
  if (now && now->serial != copied.serial) return false;
  place.store.erase(place.profile);
  return true;
}

}  // namespace

void put(Record record, const Place& there, bool replace) {
  const auto lock = there.store.lock(there.profile, LockPurpose::renewal, renewal_patience);
  const auto present = there.store.load(there.profile);
  if (present && !replace) {
    throw Error(ErrorKind::usage, there.store.where(there.profile) + ": there is a record already",
                "--replace to write over it, or another profile");
  }
  record.profile = there.profile;
  record.serial = present ? present->serial + 1 : 1;
  there.store.reserve(there.profile)->commit(record);
}

Record transfer(const Place& from, const Place& to, const TransferOptions& options) {
  if (from.store.where(from.profile) == to.store.where(to.profile)) {
    throw Error(ErrorKind::usage, from.store.where(from.profile) + ": cannot be copied onto itself",
                "name another store with --to URL, or another profile with --as NAME");
  }
  // One lock at a time: two stores may share their lock files. So a renewal can come in between, and then the copy is
  // made again, lest a spent refresh token be what is left.
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

#include "session/transfer.h"

#include <memory>

#include "oauthctl/error.h"
#include "session/token.h"

namespace oauthctl {
namespace {

constexpr int most_tries = 5;

/// The turns at both places. Those of two profiles are held together, taken in the order of the names, so that no two
/// transfers wait for each other. Those of one profile are held one at a time, because two stores may share its lock.
class Turns {
 public:
  Turns(const Place& from, const Place& to) : from_{from, {}}, to_{to, {}} {
    if (from.profile < to.profile) this->from();
    if (from.profile != to.profile) this->to();
  }
  Turn& from() { return taken(from_, to_); }
  Turn& to() { return taken(to_, from_); }

 private:
  struct Side {
    const Place& place;
    std::unique_ptr<Turn> turn;
  };

  static Turn& taken(Side& wanted, Side& other) {
    if (wanted.place.profile == other.place.profile) other.turn.reset();
    if (!wanted.turn) wanted.turn = wanted.place.store.take_turn(wanted.place.profile, renewal_patience);
    return *wanted.turn;
  }

  Side from_, to_;
};

bool is_of_same_client(const Record& one, const Record& other) {
  return one.client_id == other.client_id && one.server.issuer == other.server.issuer &&
         one.server.token_endpoint == other.server.token_endpoint;
}

const Secret& grant_in(const TokenSet& tokens) {
  return tokens.refresh_token.empty() ? tokens.access_token : tokens.refresh_token;
}

/// A profile that has signed out has only settings to lose. A move that was killed has left its own copy.
bool may_be_replaced(const Record& there, const Record& by, const TransferOptions& options) {
  return options.replace || (is_signed_out(there) && is_of_same_client(there, by)) ||
         (options.move && is_copy_of(there, by));
}

struct Copy {
  Record record;                 ///< as saved
  std::optional<Record> before;  ///< what it replaced
  bool is_named = false;         ///< or may be
};

Copy put_in(Turn& turn, const Record& record, const Place& there, const TransferOptions& options) {
  const auto before = turn.record();
  if (before && !may_be_replaced(*before, record, options)) {
    throw Error(ErrorKind::usage, "profile " + there.profile + " already exists in " + there.store.where(there.profile),
                "add --replace to overwrite it, or choose another name");
  }
  return {turn.commit(record), before};
}

/// Points the profile at its copy, then deletes the original. Returns false if the original has changed since it was
/// copied.
bool finish(const Record& copied, Copy& copy, Turns& turns, const TransferOptions& options) {
  if (options.move) {
    const auto& now = turns.from().record();
    if (!now || !is_same_save(*now, copied)) return false;
  }
  copy.is_named = true;
  options.name_copy();
  if (options.move) turns.from().erase();
  return true;
}

/// Removes the copy, unless somebody has renewed it: then its tokens are the newer ones.
void take_back(const Copy& copy, const Place& to, Turns& turns, const TransferOptions& options) try {
  // A deletion that reported a failure may have happened all the same. Then the copy is the only one left.
  if (copy.is_named && !turns.from().read_again()) return;
  Turn& turn = turns.to();
  if (!turn.record() || !is_same_save(*turn.record(), copy.record)) return;
  if (copy.is_named) options.unname_copy();
  if (copy.before && !is_copy_of(*copy.before, copy.record)) {
    turn.commit(*copy.before);
  } else {
    turn.erase();
  }
} catch (const Error& error) {
  throw Error(error.kind(), to.store.where(to.profile) + ": has a copy that was not deleted: " + error.message(),
              "try again");
}

/// Returns whether the transfer is complete. If it is not, or if a step fails, the copy is removed again.
bool attempt(const Record& record, const Place& to, Turns& turns, const TransferOptions& options) {
  Copy copy = put_in(turns.to(), record, to, options);
  try {
    if (finish(record, copy, turns, options)) return true;
  } catch (const Error&) {
    take_back(copy, to, turns, options);
    throw;
  }
  take_back(copy, to, turns, options);
  return false;
}

}  // namespace

bool is_copy_of(const Record& other, const Record& record) {
  return !is_signed_out(record) && is_of_same_client(other, record) &&
         grant_in(other.tokens) == grant_in(record.tokens);
}

void put(const Record& record, const Place& there, bool replace) {
  put_in(*there.store.take_turn(there.profile, renewal_patience), record, there, {.replace = replace});
}

Record transfer(const Place& from, const Place& to, const TransferOptions& options) {
  if (from.store.where(from.profile) == to.store.where(to.profile)) {
    throw Error(ErrorKind::usage, from.store.where(from.profile) + ": cannot be copied onto itself",
                "name another store with --to URL, or another profile with --as NAME");
  }
  Turns turns(from, to);
  for (int tries = 0; tries < most_tries; ++tries) {
    const auto record = turns.from().record();
    if (!record) throw not_signed_in(from.profile, from.store);
    if (attempt(*record, to, turns, options)) return *record;
  }
  throw Error(ErrorKind::unavailable, "profile " + from.profile + " is renewed so often that it cannot be moved",
              "try again");
}

}  // namespace oauthctl

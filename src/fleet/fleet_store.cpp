#include "fleet/fleet_store.h"

#include <unistd.h>

#include <cstdint>
#include <thread>

#include "fleet/etcd_keys.h"
#include "oauthctl/error.h"
#include "store/profile_name.h"
#include "store/record_json.h"

namespace oauthctl {

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// What the session holds; the store looks at the lock inside.
class HeldLock final : public ProfileLock {
 public:
  HeldLock(std::shared_ptr<FleetLock> lock) : lock_(std::move(lock)) {}

 private:
  std::shared_ptr<FleetLock> lock_;
};

/// Whether `later` was made from `earlier`: serials are counted, and a login after a logout counts anew.
bool follows(const Record& later, const std::optional<Record>& earlier) {
  if (!earlier) return later.serial == 1;
  return later.serial == earlier->serial + 1 && later.tokens.obtained_at >= earlier->tokens.obtained_at;
}

}  // namespace

/// Room on this machine for what the engine is to be given.
class FleetReservation final : public Reservation {
 public:
  FleetReservation(FleetStore& store, std::string profile, std::unique_ptr<Reservation> room,
                   std::int64_t lock_revision, std::int64_t replaced)
      : store_(store),
        profile_(std::move(profile)),
        room_(std::move(room)),
        lock_revision_(lock_revision),
        replaced_(replaced) {}

  void commit(const Record& record) override {
    // Here first: a kill while the engine is asked, or an engine that is gone, loses nothing.
    Record named = record;
    named.profile = profile_;
    room_->commit(named);
    switch (store_.save_in_time(named, lock_revision_, replaced_)) {
      case FleetStore::Saved::yes:
        store_.copies_.copy(profile_, named);
        store_.copies_.drop_unsaved(profile_);
        return;
      case FleetStore::Saved::superseded:
        store_.copies_.drop_unsaved(profile_);
        throw Superseded(profile_);
      case FleetStore::Saved::no_answer:
        store_.notices_.warning("the new tokens of profile " + profile_ +
                                " are on this machine alone until the etcd cluster answers again");
    }
  }

 private:
  FleetStore& store_;
  std::string profile_;
  std::unique_ptr<Reservation> room_;
  std::int64_t lock_revision_;
  std::int64_t replaced_;
};

FleetStore::FleetStore(TransportFactory transports, EtcdAccess access, RecordCipher cipher, FleetSettings settings,
                       Notices& notices)
    : transports_(std::move(transports)),
      transport_(transports_()),
      etcd_(*transport_, std::move(access)),
      cipher_(std::move(cipher)),
      settings_(std::move(settings)),
      copies_(settings_.copies),
      notices_(notices) {}

std::string FleetStore::record_key(std::string_view profile) const {
  return settings_.prefix + "/records/" + std::string(profile);
}

std::string FleetStore::lock_key(std::string_view profile) const {
  return settings_.prefix + "/locks/" + std::string(profile);
}

std::string FleetStore::where(std::string_view profile) const {
  return settings_.name + " under " + record_key(profile);
}

const FleetLock* FleetStore::held(std::string_view profile) const {
  const auto found = locks_.find(profile);
  return found == locks_.end() ? nullptr : found->second.lock().get();
}

const FleetLock& FleetStore::required_lock(std::string_view profile) const {
  if (const FleetLock* lock = held(profile)) return *lock;
  throw Error(ErrorKind::internal, "the lock of profile " + std::string(profile) + " is not held");
}

FleetStore::Stored FleetStore::opened(std::string_view profile, const std::optional<EtcdValue>& value) const {
  if (!value) return {};
  const Secret text = cipher_.open(profile, value->value, where(profile));
  return {decode_record(text.reveal(), profile, where(profile)), value->mod_revision};
}

FleetStore::Stored FleetStore::read(std::string_view profile) const {
  return opened(profile, read_key(etcd_, record_key(profile)));
}

std::optional<Record> FleetStore::load(std::string_view profile) const {
  require_profile_name(profile);
  try {
    const Stored stored = read(profile);
    copies_.copy(profile, stored.record);
    return with_unsaved(profile, stored);
  } catch (const Error& error) {
    // Under the lock a copy would not do: a renewal from an old refresh token can end the login.
    auto copy =
        error.kind() == ErrorKind::unavailable && held(profile) == nullptr ? copies_.load(profile) : std::nullopt;
    if (!copy) throw;
    notices_.step("this machine's copy of the record, because " + error.message());
    return copy;
  }
}

std::optional<Record> FleetStore::with_unsaved(std::string_view profile, const Stored& stored) const {
  const auto unsaved = copies_.unsaved(profile);
  if (!unsaved) return stored.record;
  const bool counts = follows(*unsaved, stored.record);
  const FleetLock* lock = held(profile);
  if (lock == nullptr) return counts ? unsaved : stored.record;
  if (counts && save(profile, sealed(*unsaved), lock->revision(), stored.revision) == Saved::yes) {
    notices_.step("handed the etcd cluster what it had not taken yet");
    copies_.copy(profile, unsaved);
    copies_.drop_unsaved(profile);
    return unsaved;
  }
  copies_.drop_unsaved(profile);
  return counts ? read(profile).record : stored.record;
}

std::string FleetStore::sealed(const Record& record) const {
  return cipher_.seal(record.profile, encode_record(record));
}

EtcdCondition FleetStore::lock_is(std::string_view profile, std::int64_t revision) const {
  return {lock_key(profile), EtcdCondition::Of::creation, revision};
}

FleetStore::Saved FleetStore::save(std::string_view profile, const std::string& sealed, std::int64_t lock_revision,
                                   std::int64_t replaced) const {
  const std::string key = record_key(profile);
  if (put_if(etcd_, lock_is(profile, lock_revision), key, sealed, 0, false).done) return Saved::yes;
  // The lease has ended. While nobody else has saved, what we hold is still the newest.
  const EtcdCondition unchanged{key, EtcdCondition::Of::modification, replaced};
  const EtcdOutcome outcome = put_if(etcd_, unchanged, key, sealed, 0, false);
  if (outcome.done) return Saved::yes;
  // Or we have: an answer was lost on its way to us, and the next member was asked.
  return outcome.present && outcome.present->value == sealed ? Saved::yes : Saved::superseded;
}

FleetStore::Saved FleetStore::save_in_time(const Record& record, std::int64_t lock_revision,
                                           std::int64_t replaced) const {
  const std::string text = sealed(record);
  const auto deadline = steady_clock::now() + settings_.save_patience;
  while (true) {
    try {
      return save(record.profile, text, lock_revision, replaced);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::unavailable) throw;
      notices_.step(error.message());
      if (steady_clock::now() >= deadline) return Saved::no_answer;
      std::this_thread::sleep_for(200ms);
    }
  }
}

std::unique_ptr<Reservation> FleetStore::reserve(std::string_view profile) {
  require_profile_name(profile);
  const FleetLock& lock = required_lock(profile);
  auto room = copies_.reserve(profile);
  const EtcdOutcome outcome = read_if(etcd_, lock_is(profile, lock.revision()), record_key(profile));
  if (!outcome.done) throw Superseded(std::string(profile));
  const Stored present = opened(profile, outcome.present);  // what cannot be read is not written over
  return std::make_unique<FleetReservation>(*this, std::string(profile), std::move(room), lock.revision(),
                                            present.revision);
}

bool FleetStore::erase(std::string_view profile) {
  require_profile_name(profile);
  const EtcdOutcome outcome =
      delete_if(etcd_, lock_is(profile, required_lock(profile).revision()), record_key(profile));
  if (!outcome.done) throw Superseded(std::string(profile));
  return copies_.erase(profile) || outcome.present.has_value();
}

std::vector<std::string> FleetStore::profiles() const {
  return keys_below(etcd_, settings_.prefix + "/records/");
}

std::unique_ptr<ProfileLock> FleetStore::lock(std::string_view profile, LockPurpose purpose,
                                              std::chrono::milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  auto local = copies_.lock(profile, purpose, patience);
  if (purpose == LockPurpose::login) return local;
  FleetLock::Settings settings{lock_key(profile), settings_.host_name + ", process " + std::to_string(getpid()),
                               settings_.lease_time};
  auto lock = std::make_shared<FleetLock>(etcd_, transports_, std::move(settings), std::move(local));
  const auto left = std::chrono::floor<std::chrono::milliseconds>(deadline - steady_clock::now());
  if (!lock->acquire(std::max(0ms, left))) {
    throw Error(ErrorKind::unavailable,
                "profile " + std::string(profile) + " is locked by " +
                    (lock->rival().empty() ? "another machine" : lock->rival()),
                "try again; a lock of a machine that is gone ends within " +
                    std::to_string(settings_.lease_time.count()) + " s");
  }
  locks_[std::string(profile)] = lock;
  return std::make_unique<HeldLock>(std::move(lock));
}

}  // namespace oauthctl

#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "fleet/etcd_keys.h"
#include "fleet/fleet_lock.h"
#include "fleet/record_cipher.h"
#include "model/notices.h"
#include "model/store.h"
#include "store/local_copies.h"

namespace oauthctl {

struct FleetSettings {
  std::string prefix;     ///< of our keys, without a slash at its end
  std::string name;       ///< of the store, for messages
  std::string copies;     ///< the folder of this machine's copies
  std::string host_name;  ///< for others' messages
  std::chrono::seconds lease_time{15};
  std::chrono::milliseconds save_patience{
      20'000};  ///< how long a record that must not be lost is offered to the engine
};

/// Records that many machines share, in etcd, sealed before they leave this one. One renewal at a time across all of
/// them: the lock hangs on a lease, and a save is a transaction that compares the lock's revision, so a holder that was
/// paused past its lease cannot put an old token over a newer one. What the engine has not taken yet is kept, synced,
/// on this machine.
class FleetStore final : public TokenStore {
 public:
  FleetStore(TransportFactory transports, EtcdAccess access, RecordCipher cipher, FleetSettings settings,
             Notices& notices);

  /// The engine's record; this machine's copy while no member answers and the profile's lock is not held here.
  std::optional<Record> load(std::string_view profile) const override;
  /// Throws Superseded when the lock was lost.
  std::unique_ptr<Reservation> reserve(std::string_view profile) override;
  bool erase(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::unique_ptr<ProfileLock> lock(std::string_view profile, LockPurpose purpose,
                                    std::chrono::milliseconds patience) override;
  std::string where(std::string_view profile) const override;

 private:
  friend class FleetReservation;
  struct Stored {
    std::optional<Record> record;
    std::int64_t revision = 0;  ///< zero: there is none
  };
  enum class Saved { yes, superseded, no_answer };

  Stored read(std::string_view profile) const;
  Stored opened(std::string_view profile, const std::optional<EtcdValue>& value) const;
  std::optional<Record> with_unsaved(std::string_view profile, const Stored& stored) const;
  /// `replaced` is the revision of the record that `sealed` was made from.
  Saved save(std::string_view profile, const std::string& sealed, std::int64_t lock_revision,
             std::int64_t replaced) const;
  Saved save_in_time(const Record& record, std::int64_t lock_revision, std::int64_t replaced) const;
  std::string sealed(const Record& record) const;
  EtcdCondition lock_is(std::string_view profile, std::int64_t revision) const;
  const FleetLock* held(std::string_view profile) const;
  const FleetLock& required_lock(std::string_view profile) const;
  std::string record_key(std::string_view profile) const;
  std::string lock_key(std::string_view profile) const;

  TransportFactory transports_;
  std::unique_ptr<Transport> transport_;
  mutable EtcdClient etcd_;
  RecordCipher cipher_;
  FleetSettings settings_;
  mutable LocalCopies copies_;
  Notices& notices_;
  std::map<std::string, std::weak_ptr<FleetLock>, std::less<>> locks_;
};

}  // namespace oauthctl

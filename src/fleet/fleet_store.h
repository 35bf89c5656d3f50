#pragma once

#include <memory>

#include "fleet/fleet_lock.h"
#include "fleet/fleet_records.h"
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
  std::chrono::milliseconds save_patience{20'000};  ///< how long a record that must not be lost is offered
};

/// Records that many machines share, in etcd, sealed before they leave this one. Only one of them renews at a time. The
/// lock is tied to a lease, and a save is a transaction that compares the lock's revision, so a holder that was paused
/// past its lease cannot overwrite a newer token. A record that the engine has not accepted yet is kept, synced, on
/// this machine.
class FleetStore final : public TokenStore {
 public:
  FleetStore(TransportFactory transports, EtcdAccess access, RecordCipher cipher, FleetSettings settings,
             Notices& notices);

  /// The engine's record; while no member answers, this machine's copy.
  std::optional<Record> load(std::string_view profile) const override;
  /// Its record() is the engine's: renewing with an old refresh token can end the grant.
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override;
  Hold begin_login(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::string where(std::string_view profile) const override;

 private:
  TransportFactory transports_;
  std::unique_ptr<Transport> transport_;
  mutable EtcdClient etcd_;
  FleetSettings settings_;
  FleetRecords records_;
  mutable LocalCopies copies_;
  Notices& notices_;
};

}  // namespace oauthctl

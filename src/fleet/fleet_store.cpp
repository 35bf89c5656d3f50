#include "fleet/fleet_store.h"

#include <unistd.h>

#include <algorithm>

#include "fleet/fleet_turn.h"
#include "oauthctl/error.h"
#include "store/profile_name.h"

namespace oauthctl {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

FleetStore::FleetStore(TransportFactory transports, EtcdAccess access, RecordCipher cipher, FleetSettings settings,
                       Notices& notices)
    : transports_(std::move(transports)),
      transport_(transports_()),
      etcd_(*transport_, std::move(access)),
      settings_(std::move(settings)),
      records_(etcd_, std::move(cipher), settings_.prefix, settings_.name),
      copies_(settings_.copies),
      notices_(notices) {}

std::string FleetStore::where(std::string_view profile) const {
  return records_.where(profile);
}

std::optional<Record> FleetStore::load(std::string_view profile) const {
  require_profile_name(profile);
  try {
    const auto stored = records_.read(profile);
    copies_.copy(profile, stored.record, stored.revision);
    auto unsaved = copies_.unsaved(profile);
    return unsaved && replaces(*unsaved, stored) ? unsaved : stored.record;
  } catch (const Error& error) {
    auto copy = error.kind() == ErrorKind::unavailable ? copies_.load(profile) : std::nullopt;
    if (!copy) throw;
    notices_.step("this machine's copy of the record, because " + error.message());
    return copy;
  }
}

std::vector<std::string> FleetStore::profiles() const {
  return records_.profiles();
}

std::unique_ptr<Turn> FleetStore::take_turn(std::string_view profile, std::chrono::milliseconds patience) {
  require_profile_name(profile);
  const auto deadline = steady_clock::now() + patience;
  // One process of this machine at a time asks the cluster.
  auto local = copies_.take_unsaved_turn(profile, patience, *this);
  std::optional<Waited> waited = local->waited();
  auto lock = std::make_unique<FleetLock>(
      etcd_, transports_,
      FleetLock::Settings{records_.lock_key(profile), settings_.host_name + ", process " + std::to_string(getpid()),
                          settings_.lease_time});
  const auto left = std::chrono::floor<std::chrono::milliseconds>(deadline - steady_clock::now());
  const auto look = [&] {
    if (!waited) waited = seen_in(*this, profile);
  };
  if (!lock->acquire(std::max(0ms, left), look)) {
    throw Error(ErrorKind::unavailable,
                "profile " + std::string(profile) + " is locked by " +
                    (lock->rival().empty() ? "another machine" : lock->rival()),
                "try again; a lock of a machine that is gone ends within " +
                    std::to_string(settings_.lease_time.count()) + " s");
  }
  const FleetTurn::Place place{records_, copies_, notices_, settings_.save_patience};
  return std::make_unique<FleetTurn>(std::string(profile), std::move(waited), place, std::move(local), std::move(lock));
}

Hold FleetStore::begin_login(std::string_view profile) {
  return copies_.begin_login(profile);
}

}  // namespace oauthctl

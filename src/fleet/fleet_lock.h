#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "fleet/etcd_client.h"
#include "model/http.h"

namespace oauthctl {

/// Creates a separate transport for the thread that keeps a lease.
using TransportFactory = std::function<std::unique_ptr<Transport>()>;

/// A key of the cluster that disappears with its holder: it is tied to a lease, which a thread renews for as long as
/// the process runs. A process that was paused for longer has lost the lock without knowing, so a save compares
/// `revision()`.
class FleetLock {
 public:
  struct Settings {
    std::string key;
    std::string holder;  ///< for others' messages
    std::chrono::seconds lease_time{15};
  };

  FleetLock(EtcdClient& etcd, TransportFactory transports, Settings settings);
  FleetLock(const FleetLock&) = delete;
  FleetLock& operator=(const FleetLock&) = delete;
  ~FleetLock();

  /// Whether it was free in time. `before_waiting` is called if it was not free at once.
  bool acquire(std::chrono::milliseconds patience, const std::function<void()>& before_waiting);
  /// The revision at which the key was created.
  std::int64_t revision() const { return revision_; }
  /// The holder, after acquire() returned false.
  const std::string& rival() const { return rival_; }

 private:
  bool try_once();
  void grant_lease();
  void release() noexcept;
  void keep() noexcept;

  EtcdClient& etcd_;
  TransportFactory transports_;
  Settings settings_;
  std::int64_t lease_ = 0;
  std::chrono::steady_clock::time_point granted_;
  std::int64_t revision_ = 0;
  std::string rival_;

  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread keeper_;
};

}  // namespace oauthctl

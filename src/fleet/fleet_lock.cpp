#include "fleet/fleet_lock.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/deaf_thread.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "fleet/etcd_keys.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds shortest_pause{10};
constexpr milliseconds longest_pause{250};

}  // namespace

FleetLock::FleetLock(EtcdClient& etcd, TransportFactory transports, Settings settings)
    : etcd_(etcd), transports_(std::move(transports)), settings_(std::move(settings)) {}

FleetLock::~FleetLock() {
  if (keeper_.joinable()) {
    {
      const std::lock_guard guard(mutex_);
      over_ = true;
    }
    ended_.notify_all();
    keeper_.join();
  }
  release();
}

void FleetLock::release() noexcept {
  try {
    if (lease_ != 0) etcd_.call("lease/revoke", {{"ID", std::to_string(lease_)}}, false);
  } catch (const std::exception&) {
    // The lease expires without us.
  }
}

void FleetLock::grant_lease() {
  granted_ = steady_clock::now();
  const JsonObject answer = etcd_.call("lease/grant", {{"TTL", std::to_string(settings_.lease_time.count())}});
  lease_ = answer.integer("ID").value_or(0);
  if (lease_ == 0) answer.fail("ID", "is missing");
}

bool FleetLock::try_once() {
  // Half of it is left for the process that gets the lock with it.
  if (lease_ == 0 || steady_clock::now() - granted_ > settings_.lease_time / 2) {
    release();
    grant_lease();
  }
  const EtcdCondition is_free{settings_.key, EtcdCondition::Of::creation, 0};
  const EtcdOutcome outcome = put_if(etcd_, is_free, settings_.key, settings_.holder, lease_, true);
  if (outcome.done) {
    revision_ = outcome.revision;
    return true;
  }
  // Ours: the answer to an attempt was lost, and the next member was asked.
  if (outcome.present && outcome.present->lease == lease_) {
    revision_ = outcome.present->create_revision;
    return true;
  }
  rival_ = outcome.present ? printable(outcome.present->value, 100) : std::string{};
  return false;
}

bool FleetLock::acquire(milliseconds patience, const std::function<void()>& before_waiting) {
  const auto deadline = steady_clock::now() + patience;
  for (milliseconds wait = shortest_pause; !try_once(); wait = std::min(wait * 2, longest_pause)) {
    const auto left = std::chrono::floor<milliseconds>(deadline - steady_clock::now());
    if (left <= 0ms) return false;
    if (wait == shortest_pause) before_waiting();
    sleep_unless_interrupted(std::min(wait, left));
  }
  keeper_ = deaf_thread([this] { keep(); });
  return true;
}

void FleetLock::keep() noexcept {
  try {
    const auto transport = transports_();
    EtcdAccess access = etcd_.access();
    access.patience = access.request_time;
    EtcdClient etcd(*transport, access);
    std::unique_lock guard(mutex_);
    while (!ended_.wait_for(guard, settings_.lease_time / 3, [this] { return over_; })) {
      guard.unlock();
      try {
        etcd.call("lease/keepalive", {{"ID", std::to_string(lease_)}}, false);
      } catch (const Error&) {
        // Retried the next time. If that never works, the lease expires, and a save compares the revision.
      }
      guard.lock();
    }
  } catch (const std::exception&) {
    // The same as if no member answers.
  }
}

}  // namespace oauthctl

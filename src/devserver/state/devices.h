#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/state/terms.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A device's request (RFC 8628 §3.1).
struct DeviceRequest {
  std::string client_id;
  std::string scope;
  std::string code_challenge;  ///< S256; empty: none was given
  Terms terms = {};
};

/// The answer to a device (§3.2).
struct DeviceCodes {
  Secret device_code;
  std::string user_code;
};

/// A person's permission for a device.
struct DeviceApproval {
  std::string username;
  std::string scope;
  TimePoint auth_time;  ///< when the person signed in
};

/// Devices that wait for a person. In memory: they wait for ten minutes at most.
class Devices {
 public:
  static constexpr std::chrono::seconds lifetime{600};
  static constexpr std::chrono::seconds interval{1};

  explicit Devices(Clock now) : now_(std::move(now)) {}

  DeviceCodes begin(const DeviceRequest& request);
  /// A request that is still undecided. Case and separators of the code do not matter (§6.1).
  std::optional<DeviceRequest> find(const std::string& user_code);
  /// Without an approval the person denied it. False: there is nothing to decide.
  bool decide(const std::string& user_code, const std::optional<DeviceApproval>& approval);
  /// Returns the approval, once. Until then throws a Refusal with a code of §3.5.
  DeviceApproval poll(const Secret& device_code, const std::string& client_id, const Secret& code_verifier);

 private:
  struct Waiting {
    DeviceRequest request;
    std::string user_code;
    TimePoint expires_at;
    std::chrono::seconds interval = Devices::interval;
    std::optional<TimePoint> polled_at;
    bool is_decided = false;
    std::optional<DeviceApproval> approval;
  };
  Waiting* undecided(const std::string& user_code);
  void require_pace(Waiting& waiting) const;

  Clock now_;
  std::mutex mutex_;
  std::map<std::string, Waiting> waiting_;  ///< by the hash of the device code
};

}  // namespace oauthctl::devserver

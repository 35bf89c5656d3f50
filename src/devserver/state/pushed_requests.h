#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/params.h"
#include "base/time.h"

namespace oauthctl::devserver {

/// Authorization requests that are known by a name (RFC 9126): those that clients push, and those that a person is
/// deciding on, which a browser carries but must not change. In memory: they expire within minutes.
class PushedRequests {
 public:
  static constexpr std::chrono::seconds lifetime{60};
  static constexpr std::chrono::seconds time_to_decide{600};

  explicit PushedRequests(Clock now) : now_(std::move(now)) {}

  /// Returns the request_uri.
  std::string push(const std::string& client_id, const Params& params, std::chrono::seconds good_for = lifetime);
  /// Only once, and only for the client that pushed it; nothing otherwise.
  std::optional<Params> take(const std::string& request_uri, const std::string& client_id);

 private:
  struct Pushed {
    std::string client_id;
    Params params;
    TimePoint expires_at;
  };

  Clock now_;
  std::mutex mutex_;
  std::map<std::string, Pushed> pushed_;  ///< by request_uri
};

}  // namespace oauthctl::devserver

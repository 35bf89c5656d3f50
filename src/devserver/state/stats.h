#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace oauthctl::devserver {

/// Counts requests, so that a test sees how often a client asked.
class Stats {
 public:
  struct Counts {
    std::map<std::string, std::uint64_t> requests;  ///< by endpoint
    std::map<std::string, std::uint64_t> grants;    ///< token requests by grant type
  };

  void count_request(const std::string& endpoint) {
    const std::lock_guard lock(mutex_);
    ++counts_.requests[endpoint];
  }
  void count_grant(const std::string& grant_type) {
    const std::lock_guard lock(mutex_);
    ++counts_.grants[grant_type];
  }
  Counts counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
  }
  void reset() {
    const std::lock_guard lock(mutex_);
    counts_ = {};
  }

 private:
  mutable std::mutex mutex_;
  Counts counts_;
};

}  // namespace oauthctl::devserver

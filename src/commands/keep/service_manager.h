#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/environment.h"

namespace oauthctl::cli {

/// systemd, if it started us with Type=notify (sd_notify(3)). Without it, tell() does nothing.
class ServiceManager {
 public:
  explicit ServiceManager(const Environment& environment);

  /// Lines such as `READY=1`. Failures are ignored: the tokens matter more.
  void tell(const std::string& lines) const;

  /// How often it wants to hear `WATCHDOG=1`; nothing: never.
  const std::optional<std::chrono::milliseconds>& watchdog() const { return watchdog_; }

 private:
  std::string socket_;
  std::optional<std::chrono::milliseconds> watchdog_;
};

/// Variables that are for us alone, and not for the commands that we run.
bool is_service_managers(std::string_view name);

}  // namespace oauthctl::cli

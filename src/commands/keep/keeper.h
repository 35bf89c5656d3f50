#pragma once

#include <optional>
#include <vector>

#include "commands/keep/kept_profile.h"

namespace oauthctl::cli {

/// Keeps the files of all profiles fresh. One profile's trouble does not hold up the others.
class Keeper {
 public:
  /// `watchdog`: how often the service manager wants to hear from us.
  Keeper(const Surroundings& surroundings, std::optional<milliseconds> watchdog);

  /// Ends by throwing: ErrorKind::login_required if each profile needs a person, ErrorKind::interrupted on a signal,
  /// and at the start whatever will not pass.
  [[noreturn]] void run();

 private:
  void report();
  void throw_if_all_need_a_person() const;
  milliseconds rest() const;

  const Surroundings& around_;
  std::optional<milliseconds> watchdog_;
  std::vector<KeptProfile> profiles_;
  std::string state_;
  bool is_ready_ = false;
};

}  // namespace oauthctl::cli

#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"

namespace oauthctl::cli {

using std::chrono::milliseconds;

/// One moment by two clocks. The wall clock can be set; the other one counts since the machine started, also while it
/// sleeps.
struct Moment {
  std::chrono::sys_time<milliseconds> wall;
  milliseconds running{};
};

/// By the wall clock.
struct TokenLife {
  TimePoint obtained_at;
  std::optional<TimePoint> expires_at;  ///< nothing: the server did not say
};

/// How long before it expires a token is renewed: a fifth to three tenths of its life, of which an hour counts at most,
/// and a second at least. `jitter` is from 0 to 1, so that many machines do not all ask at once.
milliseconds margin_of(milliseconds life, double jitter);

/// The time to renew a token. If the clocks disagree, the earlier one counts: a token must not expire unnoticed because
/// somebody set the wall clock back, nor because it was wrong when the token came.
class RenewalTime {
 public:
  RenewalTime(const TokenLife& life, const Moment& seen, double jitter);

  /// Zero: now.
  milliseconds left(const Moment& now) const;

 private:
  TimePoint obtained_at_;
  std::optional<Moment> due_;
};

/// The pause after that many failures in a row, from about a second to about five minutes.
milliseconds pause_after(int failures, double jitter);

}  // namespace oauthctl::cli

#include "commands/keep/schedule.h"

#include <algorithm>

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds longest_life = 1h;
constexpr milliseconds shortest_margin = 1s;
constexpr milliseconds first_pause = 1s;
constexpr milliseconds longest_pause = 5min;

milliseconds part_of(milliseconds whole, double part) {
  return std::chrono::duration_cast<milliseconds>(whole * part);
}

}  // namespace

milliseconds margin_of(milliseconds life, double jitter) {
  const milliseconds part = part_of(std::clamp(life, 0ms, longest_life), 0.2 + 0.1 * jitter);
  return std::min(std::max(part, shortest_margin), std::max(life, 0ms) / 2);
}

RenewalTime::RenewalTime(const TokenLife& life, const Moment& seen, double jitter) : obtained_at_(life.obtained_at) {
  if (!life.expires_at) return;
  const auto due = *life.expires_at - margin_of(*life.expires_at - life.obtained_at, jitter);
  due_ = Moment{due, seen.running + (due - seen.wall)};
}

milliseconds RenewalTime::left(const Moment& now) const {
  // The clock was set back to before the token came, so it cannot tell when the token expires.
  if (now.wall < obtained_at_) return 0ms;
  if (!due_) return milliseconds::max();
  return std::max(0ms, std::min(due_->wall - now.wall, due_->running - now.running));
}

milliseconds pause_after(int failures, double jitter) {
  milliseconds pause = first_pause;
  for (int i = 1; i < failures && pause < longest_pause; ++i) pause *= 2;
  return part_of(std::min(pause, longest_pause), 0.75 + 0.25 * jitter);
}

}  // namespace oauthctl::cli

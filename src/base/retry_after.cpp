#include "base/retry_after.h"

#include <charconv>

namespace oauthctl {

std::optional<std::chrono::seconds> retry_after(const Params& headers, const DateReader& read_date) {
  const std::string value = headers.get("retry-after");
  if (value.empty() || headers.count("retry-after") > 1) return std::nullopt;
  int count = 0;
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), count);
  std::optional<std::chrono::seconds> wait;
  if (failed == std::errc{} && end == value.data() + value.size()) {
    wait = std::chrono::seconds(count);
  } else {
    // The date comes from the server, so it is compared with the server's clock in `Date`, not with ours.
    const auto then = read_date(value);
    const auto now = read_date(headers.get("date"));
    if (then && now) wait = *then - *now;
  }
  return wait && *wait >= std::chrono::seconds(0) ? wait : std::nullopt;
}

}  // namespace oauthctl

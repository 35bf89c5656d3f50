#include "base/duration.h"

#include <charconv>
#include <cstdint>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::int64_t longest = std::int64_t{3653} * 86400;

std::int64_t seconds_in(std::string_view unit) {
  if (unit.empty() || unit == "s") return 1;
  if (unit == "m") return 60;
  if (unit == "h") return 3600;
  if (unit == "d") return 86400;
  return 0;
}

std::string counted(std::int64_t count, const char* unit) {
  return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

}  // namespace

std::chrono::seconds parse_duration(std::string_view text, std::string_view what) {
  std::int64_t count = -1;
  const char* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, count);
  const std::int64_t unit = seconds_in({rest, static_cast<std::size_t>(end - rest)});
  if (failed != std::errc{} || count < 0 || unit == 0 || count > longest / unit) {
    throw Error(ErrorKind::usage, std::string(what) + ": '" + printable(text) + "' is no duration",
                "write it as 90s, 5m, 1h, 2d or bare seconds, ten years at most");
  }
  return std::chrono::seconds(count * unit);
}

std::string describe(std::chrono::seconds duration) {
  const std::int64_t s = duration.count();
  if (s < 120) return counted(s, "second");
  if (s < 2 * 3600) return counted(s / 60, "minute");
  if (s < 2 * 86400) return counted(s / 3600, "hour");
  return counted(s / 86400, "day");
}

}  // namespace oauthctl

#include "base/duration.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::int64_t longest = longest_duration.count();

std::int64_t seconds_in(std::string_view unit) {
  if (unit == "s") return 1;
  if (unit == "m") return 60;
  if (unit == "h") return 3600;
  if (unit == "d") return 86400;
  return 0;
}

struct Part {
  std::int64_t count;
  std::int64_t unit;  ///< in seconds
};

/// Takes `30m` from the front of the text. A number alone counts seconds, if that is allowed. Nothing for anything
/// else.
std::optional<Part> take_part(std::string_view& text, bool may_be_bare) {
  std::int64_t count = -1;
  const char* const end = text.data() + text.size();
  const auto [behind, failed] = std::from_chars(text.data(), end, count);
  const char* const next = std::find_if(behind, end, is_digit);
  const std::string_view unit(behind, static_cast<std::size_t>(next - behind));
  const std::int64_t seconds = unit.empty() && may_be_bare ? 1 : seconds_in(unit);
  if (failed != std::errc{} || count < 0 || seconds == 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(next - text.data()));
  return Part{count, seconds};
}

std::string counted(std::int64_t count, const char* unit) {
  return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

}  // namespace

std::chrono::seconds parse_duration(std::string_view text, std::string_view what) {
  const auto refuse = [what, whole = text] {
    return Error(ErrorKind::usage, std::string(what) + ": '" + printable(whole) + "' is not a duration",
                 "write it as 90s, 5m, 1h30m, 2d or bare seconds, ten years at most");
  };
  std::int64_t total = 0;
  std::int64_t least_unit = std::numeric_limits<std::int64_t>::max();
  bool is_first = true;
  do {
    const auto part = take_part(text, is_first);
    // Units must get smaller, so that typing errors such as 1h1h and 5m1h are refused.
    if (!part || part->unit >= least_unit || part->count > (longest - total) / part->unit) throw refuse();
    total += part->count * part->unit;
    least_unit = part->unit;
    is_first = false;
  } while (!text.empty());
  return std::chrono::seconds(total);
}

std::string describe(std::chrono::seconds duration) {
  const std::int64_t s = duration.count();
  if (s < 120) return counted(s, "second");
  if (s < 2L * 3600) return counted(s / 60, "minute");
  if (s < 2L * 86400) return counted(s / 3600, "hour");
  return counted(s / 86400, "day");
}

}  // namespace oauthctl

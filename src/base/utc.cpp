#include "base/utc.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace oauthctl {
namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Digits alone; nothing for any other text.
std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = failed == std::errc{} && end == digits.data() + digits.size() && digits[0] != '-';
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string format_utc(TimePoint time) {
  using namespace std::chrono;
  const TimePoint earliest = sys_days{year{1} / 1 / 1};
  const TimePoint latest = sys_days{year{9999} / 12 / 31};
  time = std::clamp(time, earliest, latest);
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out;
}

std::optional<TimePoint> parse_http_date(std::string_view text) {
  using namespace std::chrono;
  constexpr std::string_view shape = "Sun, 06 Nov 1994 08:49:37 GMT";
  if (text.size() != shape.size() || !text.ends_with(" GMT")) return std::nullopt;
  const auto month_name = std::find(months.begin(), months.end(), text.substr(8, 3));
  const auto year_number = number(text.substr(12, 4));
  const auto day_number = number(text.substr(5, 2));
  const auto hour = number(text.substr(17, 2));
  const auto minute = number(text.substr(20, 2));
  const auto second = number(text.substr(23, 2));
  if (month_name == months.end() || !year_number || !day_number || !hour || !minute || !second) return std::nullopt;
  const auto month_number = static_cast<unsigned>(month_name - months.begin()) + 1;
  const year_month_day date{year{*year_number}, month{month_number}, day{static_cast<unsigned>(*day_number)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return sys_days{date} + hours{*hour} + minutes{*minute} + seconds{*second};
}

}  // namespace oauthctl

#include "base/utc.h"

#include <algorithm>
#include <cstdio>

namespace oauthctl {

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

}  // namespace oauthctl

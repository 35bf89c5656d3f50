#pragma once

#include <string>

#include "oauthctl/time.h"

namespace oauthctl {

/// RFC 3339 in UTC: `2026-11-20T21:24:00Z`. Works for years 1 to 9999; times beyond are shown as those bounds.
std::string format_utc(TimePoint time);

}  // namespace oauthctl

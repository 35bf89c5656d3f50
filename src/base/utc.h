#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace oauthctl {

/// RFC 3339 in UTC: `2026-11-20T21:24:00Z`. Works for years 1 to 9999; times beyond are shown as those bounds.
std::string format_utc(TimePoint time);

/// The date of a header field (RFC 9110 §5.6.7), in the one form that may be sent: `Sun, 06 Nov 1994 08:49:37 GMT`.
/// Nothing for any other text.
std::optional<TimePoint> parse_http_date(std::string_view text);

}  // namespace oauthctl

#pragma once

#include <optional>

#include "base/json.h"
#include "base/time.h"

namespace oauthctl {

/// RFC 7519 §2: a number of seconds, not a text of digits; fractions are allowed.
std::optional<TimePoint> time_claim(const JsonObject& claims, const char* name);
TimePoint required_time(const JsonObject& claims, const char* name);

}  // namespace oauthctl

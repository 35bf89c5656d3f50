#include "oauth/time_claim.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace oauthctl {
namespace {

constexpr double end_of_time = 253'402'300'799.0;  // the year 9999: sums with it do not overflow

}  // namespace

std::optional<TimePoint> time_claim(const JsonObject& claims, const char* name) {
  if (!claims.has(name)) return std::nullopt;
  const nlohmann::json& value = claims.value().at(name);
  if (!value.is_number()) claims.fail(name, "must be a number of seconds");
  const double seconds = std::clamp(std::floor(value.get<double>()), 0.0, end_of_time);
  return TimePoint(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

TimePoint required_time(const JsonObject& claims, const char* name) {
  const auto time = time_claim(claims, name);
  if (!time) claims.fail(name, "is missing");
  return *time;
}

}  // namespace oauthctl

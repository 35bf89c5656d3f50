#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace oauthctl {

constexpr std::chrono::seconds longest_duration{std::int64_t{3653} * 86400};  // ten years

/// `90s`, `5m`, `1h30m`, `2d` or bare seconds, up to longest_duration. Anything else throws ErrorKind::usage naming
/// `what`.
std::chrono::seconds parse_duration(std::string_view text, std::string_view what);

/// For a person: `45 seconds`, `59 minutes`, `2 hours`, `3 days`.
std::string describe(std::chrono::seconds duration);

}  // namespace oauthctl

#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "base/params.h"
#include "base/utc.h"

namespace oauthctl {

using DateReader = std::function<std::optional<TimePoint>(const std::string&)>;

/// The time that the answer with these header fields asks us to wait (RFC 9110 §10.2.3); never negative. Nothing: it
/// asks for none, or not clearly.
std::optional<std::chrono::seconds> retry_after(const Params& headers, const DateReader& read_date = parse_http_date);

}  // namespace oauthctl

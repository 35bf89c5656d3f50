#pragma once

#include <chrono>
#include <functional>

namespace oauthctl {

/// Seconds since the epoch by the local clock. Protocol lifetimes are whole seconds.
using TimePoint = std::chrono::sys_seconds;
using Clock = std::function<TimePoint()>;

}  // namespace oauthctl

#pragma once

#include <functional>
#include <thread>

namespace oauthctl {

/// A thread that blocks all signals, because the main thread waits for them. Throws ErrorKind::unavailable if this user
/// may have no more threads.
std::thread deaf_thread(const std::function<void()>& run);

}  // namespace oauthctl

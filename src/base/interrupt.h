#pragma once

#include <chrono>

namespace oauthctl {

/// From here on SIGINT, SIGTERM and SIGHUP are noted instead of ending the process, and blocking calls return EINTR.
/// The second of the same kind ends the process at once. SIGHUP and SIGTERM often come together, so one of each does
/// not.
void note_interrupts();

/// The first signal noted, or zero. Waits look at it; a save in progress does not.
int interrupted_by() noexcept;

/// Throws ErrorKind::interrupted if a signal was noted.
void throw_if_interrupted();

/// Throws ErrorKind::interrupted as soon as a signal is noted.
void sleep_unless_interrupted(std::chrono::milliseconds duration);

}  // namespace oauthctl

#pragma once

#include <chrono>
#include <csignal>

namespace oauthctl {

bool is_ignored(int signal);

/// SIGINT, SIGTERM and SIGHUP, without those that our caller ignores: nohup must work.
sigset_t interrupts();

/// From here on interrupts() are noted instead of ending the process, and blocking calls return EINTR.
/// One that comes a second or more after the first ends the process at once.
void note_interrupts();

/// From here on they end the process again. Those that were noted stay so.
void stop_noting_interrupts();

/// The first signal noted, or zero. Waits look at it; a save in progress does not.
int interrupted_by() noexcept;

/// Throws ErrorKind::interrupted if a signal was noted.
void throw_if_interrupted();

/// Throws ErrorKind::interrupted as soon as a signal is noted.
void sleep_unless_interrupted(std::chrono::milliseconds duration);

}  // namespace oauthctl

#include "base/interrupt.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

/// How a process ends that is told to stop and then to sleep for an hour.
[[noreturn]] void sleep_after(int signal) {
  note_interrupts();
  std::raise(signal);
  try {
    sleep_unless_interrupted(1h);
  } catch (const Error& error) {
    _exit(exit_code(error.kind()));
  }
  _exit(0);
}

/// A signal twice at once, as `timeout` sends it, and then after a second.
[[noreturn]] void stop_thrice(int signal) {
  note_interrupts();
  std::raise(signal);
  std::raise(signal);
  std::raise(SIGHUP);
  if (interrupted_by() != signal) _exit(1);
  const auto end = std::chrono::steady_clock::now() + 1s;
  while (std::chrono::steady_clock::now() < end) usleep(1000);
  std::raise(signal);
  _exit(0);
}

TEST(Interrupt, EndsTheProcessOnlyIfItComesAgainLater) {
  for (const int signal : {SIGINT, SIGTERM}) EXPECT_EXIT(stop_thrice(signal), ::testing::KilledBySignal(signal), "");
}

TEST(Sleep, EndsWithASignalThatCameBefore) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    EXPECT_EXIT(sleep_after(signal), ::testing::ExitedWithCode(130), "");
}

TEST(Sleep, LastsNoLongerThanItShould) {
  sleep_unless_interrupted(0ms);
  sleep_unless_interrupted(-1h);
  const auto begin = std::chrono::steady_clock::now();
  sleep_unless_interrupted(2ms);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 2ms);
}

}  // namespace
}  // namespace oauthctl

#include "base/interrupt.h"

#include <poll.h>

#include <algorithm>
#include <csignal>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::chrono::milliseconds longest_poll{500};

volatile std::sig_atomic_t noted = 0;

void note(int signal) {
  if (noted == 0) noted = signal;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void note_interrupts() {
  struct sigaction action = {};
  action.sa_handler = note;  // without SA_RESTART: poll and read must come back
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before = {};
    // A signal that the caller ignores stays ignored: nohup must work.
    if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
}

int interrupted_by() noexcept {
  return noted;
}

void throw_if_interrupted() {
  if (noted != 0) throw Error(ErrorKind::interrupted, "interrupted");
}

void sleep_unless_interrupted(std::chrono::milliseconds duration) {
  const auto end = std::chrono::steady_clock::now() + duration;
  while (true) {
    throw_if_interrupted();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return;
    // Waits in pieces: a signal that arrives between the check and poll() is noticed after the next piece.
    poll(nullptr, 0, static_cast<int>(std::min(left, longest_poll).count()));
  }
}

}  // namespace oauthctl

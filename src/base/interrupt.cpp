#include "base/interrupt.h"

#include <csignal>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int signal) {
  noted = signal;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void note_interrupts() {
  struct sigaction action = {};
  action.sa_handler = note;  // without SA_RESTART: poll and read must come back
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before = {};
    // What the caller ignores stays ignored: nohup must work.
    if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
}

int interrupted_by() noexcept {
  return noted;
}

void throw_if_interrupted() {
  if (noted != 0) throw Error(ErrorKind::interrupted, "interrupted");
}

}  // namespace oauthctl

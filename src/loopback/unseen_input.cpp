#include "loopback/unseen_input.h"

#include <unistd.h>

#include <csignal>

#include "base/interrupt.h"

namespace oauthctl {
namespace {

/// For the handler. A process holds one terminal at most.
const UnseenInput* holding = nullptr;

/// A shell that does not restore terminals itself (dash) would take its next command unseen. Whoever waits holds the
/// terminal again afterwards.
void restore_and_stop(int) {
  if (holding != nullptr) holding->restore();
  // Not SIGSTOP: where no shell could continue us, the system does not stop us either.
  std::signal(SIGTSTP, SIG_DFL);
  std::raise(SIGTSTP);
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, nullptr);
}

}  // namespace

bool in_foreground(int terminal) {
  const pid_t foreground = tcgetpgrp(terminal);
  // A terminal that is not our controlling terminal has no foreground job.
  return foreground < 0 || foreground == getpgrp();
}

void UnseenInput::hold() {
  termios now = {};
  if (tcgetattr(terminal_, &now) != 0 || (now.c_lflag & (ICANON | ECHO)) == 0) return;
  before_ = now;
  holding = this;
  if (!is_ignored(SIGTSTP)) std::signal(SIGTSTP, restore_and_stop);
  now.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  now.c_cc[VMIN] = 1;
  now.c_cc[VTIME] = 0;
  now.c_cc[VQUIT] = _POSIX_VDISABLE;  // nobody would restore the terminal
  tcsetattr(terminal_, TCSANOW, &now);
}

void UnseenInput::restore() const {
  tcsetattr(terminal_, TCSANOW, &*before_);
}

UnseenInput::~UnseenInput() {
  if (!before_) return;
  holding = nullptr;
  if (!is_ignored(SIGTSTP)) std::signal(SIGTSTP, SIG_DFL);
  if (!in_foreground(terminal_)) return;
  // The shell would run a URL that is pasted a moment too late as a command, in the background because of its `&`.
  tcflush(terminal_, TCIFLUSH);
  restore();
}

}  // namespace oauthctl

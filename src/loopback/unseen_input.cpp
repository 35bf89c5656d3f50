#include "loopback/unseen_input.h"

#include <unistd.h>

namespace oauthctl {

bool in_foreground(int terminal) {
  const pid_t foreground = tcgetpgrp(terminal);
  // A terminal that is not our controlling terminal has no foreground job.
  return foreground < 0 || foreground == getpgrp();
}

void UnseenInput::hold() {
  termios now = {};
  if (tcgetattr(terminal_, &now) != 0 || (now.c_lflag & (ICANON | ECHO)) == 0) return;
  before_ = now;
  now.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  now.c_cc[VMIN] = 0;
  now.c_cc[VTIME] = 0;
  tcsetattr(terminal_, TCSANOW, &now);
}

UnseenInput::~UnseenInput() {
  if (!before_ || !in_foreground(terminal_)) return;
  // The shell would run a URL that is pasted a moment too late as a command, in the background because of its `&`.
  tcflush(terminal_, TCIFLUSH);
  tcsetattr(terminal_, TCSANOW, &*before_);
}

}  // namespace oauthctl

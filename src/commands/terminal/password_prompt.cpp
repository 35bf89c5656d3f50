#include "commands/terminal/password_prompt.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <optional>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t longest_password = 1024;
/// Waits in pieces: a signal that arrives between the check and poll() is noticed after the next piece.
constexpr int piece_ms = 200;

/// Line mode, with or without echo. Signals are only noted here, so the destructor always runs.
class Lines {
 public:
  Lines(int terminal, Echo echo) : terminal_(terminal) {
    termios now = {};
    if (tcgetattr(terminal_, &now) != 0) return;
    before_ = now;
    if (echo == Echo::hidden) {
      now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
      // A shell would show the rest of the password after Ctrl-Z and fg, and would stay silent after Ctrl-\.
      now.c_cc[VSUSP] = now.c_cc[VQUIT] = _POSIX_VDISABLE;
    }
    now.c_lflag |= ECHONL | ICANON | ISIG;
    tcsetattr(terminal_, TCSAFLUSH, &now);
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  ~Lines() {
    if (before_) tcsetattr(terminal_, TCSAFLUSH, &*before_);
  }

 private:
  int terminal_;
  std::optional<termios> before_;
};

Secret read_line(int terminal) {
  std::string line(longest_password, '\0');
  while (true) {
    if (interrupted_by() != 0) write_all(terminal, "\n");
    throw_if_interrupted();
    pollfd ready{terminal, POLLIN, 0};
    if (poll(&ready, 1, piece_ms) <= 0) continue;
    const ssize_t count = read(terminal, line.data(), line.size());
    if (count < 0) continue;
    line.resize(static_cast<std::size_t>(count));
    if (line.size() == longest_password && line.back() != '\n')
      throw Error(ErrorKind::usage, "the answer is longer than " + std::to_string(longest_password) + " bytes");
    if (!line.ends_with('\n')) return {};  // Ctrl-D in the middle
    line.pop_back();
    return Secret(std::move(line));
  }
}

Secret answer_on(const FileDescriptor& terminal, const std::string& question, Echo echo) {
  const Lines lines(terminal.get(), echo);
  write_all(terminal.get(), question);
  return read_line(terminal.get());
}

FileDescriptor open_terminal() {
  return FileDescriptor(open("/dev/tty", O_RDWR | O_CLOEXEC));
}

}  // namespace

Secret prompt_on_terminal(const std::string& question, Echo echo) {
  const FileDescriptor terminal = open_terminal();
  if (!terminal) throw Error(ErrorKind::usage, "cannot ask without a terminal");
  return answer_on(terminal, question, echo);
}

Secret prompt_for_password(const std::string& username) {
  const FileDescriptor terminal = open_terminal();
  if (!terminal) {
    throw Error(ErrorKind::usage, "cannot ask for the password without a terminal",
                "name a file with --password-file FILE, or set OAUTHCTL_PASSWORD");
  }
  return answer_on(terminal, "oauthctl: password of " + printable(username, 60) + ": ", Echo::hidden);
}

}  // namespace oauthctl::cli

#pragma once

#include <termios.h>

#include <optional>

namespace oauthctl {

/// Whether reading from this terminal is our turn: the system stops a background job that tries (SIGTTIN).
bool in_foreground(int terminal);

/// Lets a terminal be read byte by byte and unseen. In its line mode the system cuts lines at 4095 bytes, which is
/// shorter than some callback URLs, and shows the code that they hold. The destructor puts everything back.
class UnseenInput {
 public:
  explicit UnseenInput(int terminal) : terminal_(terminal) {}
  UnseenInput(const UnseenInput&) = delete;
  UnseenInput& operator=(const UnseenInput&) = delete;
  ~UnseenInput();

  /// Again and again while waiting: a shell puts the terminal back when the job is stopped. Only in the foreground.
  void hold();

 private:
  int terminal_;
  std::optional<termios> before_;
};

}  // namespace oauthctl

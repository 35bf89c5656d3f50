#pragma once

#include <termios.h>

#include <optional>

namespace oauthctl {

/// Whether we may read from this terminal: the system stops a background job that tries (SIGTTIN).
bool in_foreground(int terminal);

/// Reads a terminal byte by byte and without echo. In line mode the system would cut lines at 4095 bytes, which is
/// shorter than some callback URLs, and would show the code in them. The destructor and Ctrl-Z restore the terminal.
/// Ctrl-\ does nothing.
class UnseenInput {
 public:
  explicit UnseenInput(int terminal) : terminal_(terminal) {}
  UnseenInput(const UnseenInput&) = delete;
  UnseenInput& operator=(const UnseenInput&) = delete;
  ~UnseenInput();

  /// Repeat this while waiting, because the terminal is restored if the job is stopped. Works only in the foreground.
  void hold();
  /// As it was before it was held, which must have happened.
  void restore() const;

 private:
  int terminal_;
  std::optional<termios> before_;
};

}  // namespace oauthctl

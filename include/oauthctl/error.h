#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace oauthctl {

/// The kind of a failure, as the user of a command line needs it: each kind is one exit code (docs/exit-codes.md).
enum class ErrorKind { internal, usage, login_required, refused, unavailable, protocol, timeout, interrupted };

constexpr int exit_code(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::internal:
      return 1;
    case ErrorKind::usage:
      return 2;
    case ErrorKind::login_required:
      return 3;
    case ErrorKind::refused:
      return 4;
    case ErrorKind::unavailable:
      return 5;
    case ErrorKind::protocol:
      return 6;
    case ErrorKind::timeout:
      return 7;
    case ErrorKind::interrupted:
      return 130;
  }
  return 1;
}

/// An error answer of the server (RFC 6749 §4.1.2.1 and §5.2). In an Error of the library, known secrets and control
/// characters are replaced.
struct OAuthError {
  std::string error;
  std::string error_description;
  std::string error_uri;
};

/// The next step for the person: a command that can be typed as it stands, a plain sentence, or a sentence and its
/// command.
class Hint {
 public:
  Hint() = default;
  Hint(const char* words) : words_(words) {}             // NOLINT(google-explicit-constructor): a sentence is a hint
  Hint(std::string words) : words_(std::move(words)) {}  // NOLINT(google-explicit-constructor)
  /// A command, such as `oauthctl login`. The program adds the `-p`, `--home` and `--store` that were typed, and the
  /// library those that open_profile() was given.
  static Hint run(std::string command, std::string words = {}) {
    Hint hint(std::move(words));
    hint.command_ = std::move(command);
    return hint;
  }

  const std::string& command() const noexcept { return command_; }
  const std::string& words() const noexcept { return words_; }
  bool empty() const noexcept { return command_.empty() && words_.empty(); }
  /// Both in one line: `sign in again: oauthctl login`.
  std::string text() const { return words_.empty() || command_.empty() ? words_ + command_ : words_ + ": " + command_; }
  friend bool operator==(const Hint& hint, std::string_view text) { return hint.text() == text; }

 private:
  std::string command_;
  std::string words_;
};

/// The failure type. `what()` says what failed and on what, in lower case, without a full stop and without
/// secrets. `hint()` says what to type next and may be empty.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string message, Hint hint = {}, std::optional<OAuthError> answer = {})
      : kind_(kind), message_(std::move(message)), hint_(std::move(hint)), answer_(std::move(answer)) {}

  ErrorKind kind() const noexcept { return kind_; }
  const char* what() const noexcept override { return message_.c_str(); }
  const std::string& message() const noexcept { return message_; }
  const Hint& hint() const noexcept { return hint_; }
  const std::optional<OAuthError>& answer() const noexcept { return answer_; }

 private:
  ErrorKind kind_;
  std::string message_;
  Hint hint_;
  std::optional<OAuthError> answer_;
};

}  // namespace oauthctl

#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <system_error>
#include <variant>

#include "browser/command_line.h"
#include "browser/launchers.h"

namespace oauthctl {

/// A program that was started and may outlive us.
class LaunchedProgram {
 public:
  /// Without a shell, in a session of its own: ^C in our terminal must not end somebody's browser. It reads nothing,
  /// writes to our stderr only, or nowhere if that is a terminal, and inherits no other descriptor.
  static std::variant<LaunchedProgram, std::error_code> start(const std::string& program, const CommandLine& command,
                                                              const EnvironmentLines& environment);

  LaunchedProgram(LaunchedProgram&& other) noexcept;
  LaunchedProgram& operator=(LaunchedProgram&& other) noexcept;
  /// Leaves it running, and reaps it if it has ended.
  ~LaunchedProgram();

  /// How it ended (see waitpid). Nothing if it still runs after this time or a signal arrived for us.
  std::optional<int> ended_within(std::chrono::milliseconds patience);

 private:
  explicit LaunchedProgram(pid_t pid) : pid_(pid) {}
  std::optional<int> ended();

  pid_t pid_ = 0;  ///< zero: ended and reaped
};

}  // namespace oauthctl

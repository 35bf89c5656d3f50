#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "oauthctl/secret.h"

namespace oauthctl {

/// A program to run to its end, and its limits.
struct BoundedProgram {
  std::vector<std::string> command;  ///< the program's name, looked for on our PATH, and its arguments
  std::vector<std::string> environment;
  std::chrono::milliseconds time{};
  std::size_t output = 0;     ///< bytes, of each stream
  bool interruptible = true;  ///< whether a noted signal ends it and throws ErrorKind::interrupted
};

struct ProgramEnd {
  enum class How { exited, not_found, not_started, killed, timed_out, too_long, unknown };

  How how = How::exited;
  int status = 0;  ///< the exit code; the errno of not_started; the signal of killed
  Secret output;
  Secret words;  ///< what it wrote to stderr
};

/// Runs it without a shell, in a process group of its own, so that ^C in our terminal does not end it in the middle of
/// a save. If this process ignores SIGCHLD or reaps every child, nobody learns how the program ended. When it returns,
/// the program has ended, together with its whole group if it exceeded its time or output. The caller must ignore
/// SIGPIPE, because a program may end without reading its input.
ProgramEnd run(const BoundedProgram& program, const Secret& input);

}  // namespace oauthctl

#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace oauthctl::load {

/// A command line with its environment, which can be started repeatedly.
class Program {
 public:
  Program(std::vector<std::string> words, std::vector<std::string> environment);

  char* const* argv() const { return argv_.data(); }
  char* const* environment() const { return environment_.data(); }

  /// Starts it with stdin from and stderr to /dev/null, stdout to the descriptor. Throws if that fails.
  pid_t start(int out) const;

 private:
  std::vector<std::string> words_;
  std::vector<char*> argv_;
  std::vector<char*> environment_;
};

/// The exit code of a child, or 128 and the signal that ended it.
int wait_for(pid_t pid);

}  // namespace oauthctl::load

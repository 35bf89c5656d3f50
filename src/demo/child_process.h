#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "base/file_descriptor.h"

namespace oauthctl::demo {

/// piped: the child also has no terminal.
enum class Stream { inherited, piped };

struct Program {
  std::string path;
  std::vector<std::string> arguments;                            ///< without the program's own name
  std::vector<std::pair<std::string, std::string>> environment;  ///< on top of ours; empty: not set
};

/// A program that the demo started. The destructor tells it to end. Waiting for it throws ErrorKind::interrupted if a
/// signal was noted.
class ChildProcess {
 public:
  /// stdout is always a pipe. Throws ErrorKind::internal when the program cannot be started.
  ChildProcess(const Program& program, Stream error_stream);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// The next line without its end; false at the end of the stream.
  bool read_line(std::string& line);
  bool read_error_line(std::string& line);

  /// Its exit code once it ended; 128 plus the signal's number if a signal ended it.
  int wait();

 private:
  FileDescriptor output_;
  FileDescriptor errors_;
  pid_t pid_ = -1;
};

}  // namespace oauthctl::demo

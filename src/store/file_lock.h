#pragma once

#include <chrono>
#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// flock(2) on a separate file, because the record itself is replaced, and a lock on a file that has lost its name
/// locks nobody out. The file stays. It contains the holder's process id, for messages.
class FileLock {
 public:
  FileLock(int directory, const std::string& name, const std::string& path);

  /// Whether it was free.
  bool try_once() const;
  /// Whether it was free within `patience`. Throws ErrorKind::interrupted on a signal.
  bool acquire(std::chrono::milliseconds patience);
  /// The holder: a process id, if one can be read.
  std::string holder() const;

 private:
  std::string path_;
  FileDescriptor file_;
};

}  // namespace oauthctl

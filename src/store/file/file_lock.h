#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/file_descriptor.h"

namespace oauthctl {

/// flock(2) on a separate file, because the record itself is replaced, and a lock on a file that has lost its name
/// locks nobody out. The file stays, as long as one of the files exists that it is `for`. It contains the holder's
/// process id, for messages.
class FileLock {
 public:
  /// `for_files` are paths; empty: the lock's file stays in any case.
  FileLock(int directory, const std::string& name, const std::string& path, std::vector<std::string> for_files = {});
  FileLock(FileLock&&) noexcept = default;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

  /// Whether it was free.
  bool try_once();
  /// Whether it was free within `patience`. Throws ErrorKind::interrupted on a signal.
  bool acquire(std::chrono::milliseconds patience);
  /// The holder: a process id, if one can be read.
  std::string holder() const;

 private:
  std::string path_;
  FileDescriptor file_;
  std::vector<std::string> for_files_;
  bool is_held_ = false;
};

}  // namespace oauthctl

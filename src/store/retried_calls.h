#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "base/file.h"

namespace oauthctl {

/// System calls of a save and a logout that a signal must not interrupt, because their data may exist nowhere else.
/// They return what the system's own return.

inline int sync(int file) {
  return uninterrupted([&] { return fsync(file); });
}

/// For a folder: a file system that cannot sync one (CIFS, some FUSE) reports an error, which other programs ignore
/// too.
inline int sync_folder(int directory) {
  const int result = sync(directory);
  const bool is_not_offered = errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
  return result != 0 && is_not_offered ? 0 : result;
}

inline int rename_at(int directory, const std::string& from, const std::string& to) {
  return uninterrupted([&] { return renameat(directory, from.c_str(), directory, to.c_str()); });
}

inline int remove_at(int directory, const std::string& name) {
  return uninterrupted([&] { return unlinkat(directory, name.c_str(), 0); });
}

inline int allocate(int file, off_t size) {
  int failed = posix_fallocate(file, 0, size);
  while (failed == EINTR) failed = posix_fallocate(file, 0, size);
  return failed;
}

}  // namespace oauthctl

#pragma once

#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl {

/// What a system call returns, made again for as long as a signal cuts it short.
template <typename Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

/// openat(2), never inherited by a child, never waiting for the other end of a FIFO and never taking a terminal. Empty:
/// see errno.
FileDescriptor open_at(int directory, const char* name, int flags, unsigned mode = 0);

/// Opens a file that a person named, for reading: a FIFO waits for its writer, as everywhere, and reads wait for what
/// is written. Empty: see errno. A signal that was noted while nobody writes throws ErrorKind::interrupted.
FileDescriptor open_input(const char* path);

/// Reads to the end, but at most `longest` + 1 bytes, so that a longer file is seen to be one. Of a file that is no
/// longer than `expected` no second copy is left in memory. False: see errno. A signal that was noted while nothing
/// comes throws ErrorKind::interrupted.
bool read_all(int fd, std::size_t longest, std::string& text, std::size_t expected = 8191);

/// False: see errno.
bool write_all(int fd, std::string_view text);

/// What an errno says, as the end of a message: `no space left on device`.
std::string describe_errno(int number);

}  // namespace oauthctl

#pragma once

#include <cerrno>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl {

/// Makes a system call, again while a signal interrupts it, and returns its result.
template <typename Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

/// openat(2), for a descriptor that no child inherits. Never waits for the other end of a FIFO and never takes a
/// controlling terminal. Empty on failure: see errno.
FileDescriptor open_at(int directory, const char* name, int flags, unsigned mode = 0);

/// Creates a file for writing that only we can read, 0600 whatever the umask. Empty on failure: see errno, which is
/// EEXIST if anything is there, even a link.
FileDescriptor create_own_file(int directory, const char* name);

/// Opens a file that a person named, for reading. A FIFO waits for its writer, as everywhere, and reads wait for data.
/// Empty on failure: see errno. A signal that arrives while nobody writes throws ErrorKind::interrupted.
FileDescriptor open_input(const char* path);

/// Reads to the end, but at most `longest` + 1 bytes, so that the caller can tell that a file is too long. A file of up
/// to `expected` bytes leaves no second copy in memory. False on failure: see errno. A signal that arrives while
/// waiting for data throws ErrorKind::interrupted.
bool read_all(int fd, std::size_t longest, std::string& text, std::size_t expected = 8191);

/// Where the path leads behind symbolic links. Nothing on failure: see errno.
std::optional<std::string> real_path(const std::string& path);

/// False: see errno.
bool write_all(int fd, std::string_view text);

/// Describes an errno, as the end of a message: `no space left on device`.
std::string describe_errno(int number);

/// Whether trying again later may help: the system ran out of something, the disk is faulty, or a signal came.
bool may_pass(int number);

/// Writes to stdout what a command was asked for. Throws ErrorKind::internal if that fails.
void write_answer(std::string_view text);

/// Replaces each standard stream that the caller closed by one opened in the wrong direction, so that no other file
/// takes its place and each use of it is an error.
void occupy_closed_streams();

}  // namespace oauthctl

#include "adapters/store/faults.h"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace oauthctl::testing {

Faults faults;

namespace {

/// Whether this call is the faulty one; errno is then set.
bool fails() {
  if (faults.call++ != faults.faulty) return false;
  if (faults.error == 0) kill(getpid(), SIGKILL);
  errno = faults.error;
  return true;
}

}  // namespace
}  // namespace oauthctl::testing

using oauthctl::testing::fails;
using oauthctl::testing::faults;

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the names are the linker's
extern "C" {

int __real_openat(int directory, const char* name, int flags, mode_t mode);
int __real_mkdir(const char* path, mode_t mode);
int __real_fchmod(int file, mode_t mode);
int __real_posix_fallocate(int file, off_t offset, off_t size);
ssize_t __real_write(int file, const void* bytes, size_t count);
int __real_ftruncate(int file, off_t size);
int __real_fsync(int file);
int __real_renameat(int from_directory, const char* from, int to_directory, const char* to);
int __real_unlinkat(int directory, const char* name, int flags);

int __wrap_openat(int directory, const char* name, int flags, mode_t mode) {
  return fails() ? -1 : __real_openat(directory, name, flags, mode);
}

int __wrap_mkdir(const char* path, mode_t mode) {
  return fails() ? -1 : __real_mkdir(path, mode);
}

int __wrap_fchmod(int file, mode_t mode) {
  return fails() ? -1 : __real_fchmod(file, mode);
}

int __wrap_posix_fallocate(int file, off_t offset, off_t size) {
  return fails() ? errno : __real_posix_fallocate(file, offset, size);
}

ssize_t __wrap_write(int file, const void* bytes, size_t count) {
  if (fails()) return -1;
  if (!faults.halting) return __real_write(file, bytes, count);
  if (faults.call % 2 == 0) {
    errno = EINTR;
    return -1;
  }
  return __real_write(file, bytes, 1);
}

int __wrap_ftruncate(int file, off_t size) {
  return fails() ? -1 : __real_ftruncate(file, size);
}

int __wrap_fsync(int file) {
  return fails() ? -1 : __real_fsync(file);
}

int __wrap_renameat(int from_directory, const char* from, int to_directory, const char* to) {
  return fails() ? -1 : __real_renameat(from_directory, from, to_directory, to);
}

int __wrap_unlinkat(int directory, const char* name, int flags) {
  return fails() ? -1 : __real_unlinkat(directory, name, flags);
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)

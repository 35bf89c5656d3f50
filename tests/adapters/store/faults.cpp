#include "adapters/store/faults.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>

namespace oauthctl::testing {

Faults faults;

namespace {

namespace fs = std::filesystem;

std::string name_of(int file) {
  std::error_code ignored;
  return fs::read_symlink("/proc/self/fd/" + std::to_string(file), ignored).filename();
}

std::string name_of(int directory, const char* name) {
  const std::string last = fs::path(name).filename();
  return last == ".." ? name_of(directory) + "/.." : last;
}

bool is_faulty(const SystemCall& call) {
  const std::size_t number = faults.made.size();
  faults.made.push_back(call);
  if (faults.faulty == Faults::none || number < faults.faulty) return false;
  return number == faults.faulty || (faults.for_good && call.name == faults.made[faults.faulty].name);
}

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  std::abort();
}

/// Makes the call, or does what the plan says instead. `little` is the partial call.
template <typename Real, typename Little>
auto judged(const SystemCall& call, Real real, Little little) {
  if (!is_faulty(call)) return real();
  switch (faults.misbehaviour) {
    case Misbehaviour::kills_before:
      die();
    case Misbehaviour::kills_after:
      real();
      die();
    case Misbehaviour::does_little:
      return little();
    default:
      errno = faults.error;
      return decltype(real()){-1};
  }
}

template <typename Real>
auto judged(const SystemCall& call, Real real) {
  return judged(call, real, real);
}

/// By stat(2), which is not wrapped.
ino_t inode_of(const fs::path& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

ino_t inode_of(int file) {
  return inode_of(fs::path("/proc/self/fd/" + std::to_string(file)));
}

void record(Change change) {
  if (faults.recording != nullptr) faults.recording->add(std::move(change));
}

}  // namespace
}  // namespace oauthctl::testing

using namespace oauthctl::testing;

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the names are the linker's
extern "C" {

int __real_openat(int directory, const char* name, int flags, mode_t mode);
int __real_mkdir(const char* path, mode_t mode);
int __real_fstat(int file, struct stat* status);
int __real_fstatat(int directory, const char* name, struct stat* status, int flags);
int __real_lstat(const char* path, struct stat* status);
int __real_flock(int file, int operation);
int __real_fchmod(int file, mode_t mode);
int __real_fchmodat(int directory, const char* name, mode_t mode, int flags);
int __real_posix_fallocate(int file, off_t offset, off_t size);
ssize_t __real_read(int file, void* bytes, size_t count);
ssize_t __real_write(int file, const void* bytes, size_t count);
int __real_ftruncate(int file, off_t size);
int __real_fsync(int file);
int __real_renameat(int from_directory, const char* from, int to_directory, const char* to);
int __real_unlinkat(int directory, const char* name, int flags);

int __wrap_openat(int directory, const char* name, int flags, mode_t mode) {
  return judged({"openat", name_of(directory, name)}, [&] {
    const bool makes = (flags & O_CREAT) != 0 && faccessat(directory, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
    const int file = __real_openat(directory, name, flags, mode);
    if (makes && file >= 0) record({Change::Kind::create, inode_of(directory), name, {}, inode_of(file), 0, {}});
    return file;
  });
}

int __wrap_mkdir(const char* path, mode_t mode) {
  return judged({"mkdir", fs::path(path).filename()}, [&] {
    const int result = __real_mkdir(path, mode);
    const fs::path made = path;
    if (result == 0) {
      record({Change::Kind::make_folder, inode_of(made.parent_path()), made.filename(), {}, inode_of(made), 0, {}});
    }
    return result;
  });
}

int __wrap_fstat(int file, struct stat* status) {
  return judged({"fstat", name_of(file)}, [&] { return __real_fstat(file, status); });
}

int __wrap_fstatat(int directory, const char* name, struct stat* status, int flags) {
  return judged({"fstatat", name_of(directory, name)}, [&] { return __real_fstatat(directory, name, status, flags); });
}

int __wrap_lstat(const char* path, struct stat* status) {
  return judged({"lstat", fs::path(path).filename()}, [&] { return __real_lstat(path, status); });
}

int __wrap_flock(int file, int operation) {
  return judged({"flock", name_of(file)}, [&] { return __real_flock(file, operation); });
}

int __wrap_fchmod(int file, mode_t mode) {
  return judged({"fchmod", name_of(file)}, [&] { return __real_fchmod(file, mode); });
}

int __wrap_fchmodat(int directory, const char* name, mode_t mode, int flags) {
  return judged({"fchmodat", name_of(directory, name)}, [&] { return __real_fchmodat(directory, name, mode, flags); });
}

int __wrap_posix_fallocate(int file, off_t offset, off_t size) {
  const int result = judged({"posix_fallocate", name_of(file)}, [&] {
    const int failed = __real_posix_fallocate(file, offset, size);
    if (failed == 0) record({Change::Kind::truncate, inode_of(file), {}, {}, 0, offset + size, {}});
    return failed;
  });
  return result == -1 ? errno : result;
}

ssize_t __wrap_read(int file, void* bytes, size_t count) {
  return judged(
      {"read", name_of(file)}, [&] { return __real_read(file, bytes, count); },
      [&] { return __real_read(file, bytes, 1); });
}

ssize_t __wrap_write(int file, const void* bytes, size_t count) {
  const auto write_some = [&](size_t some) {
    const off_t offset = lseek(file, 0, SEEK_CUR);
    const ssize_t written = __real_write(file, bytes, some);
    if (written > 0) {
      const std::string text(static_cast<const char*>(bytes), static_cast<size_t>(written));
      record({Change::Kind::write, inode_of(file), {}, {}, 0, offset, text});
    }
    return written;
  };
  if (faults.halting && faults.made.size() % 2 == 0) {
    faults.made.push_back({"write", name_of(file)});
    errno = EINTR;
    return -1;
  }
  return judged(
      {"write", name_of(file)}, [&] { return write_some(faults.halting ? 1 : count); }, [&] { return write_some(1); });
}

int __wrap_ftruncate(int file, off_t size) {
  return judged({"ftruncate", name_of(file)}, [&] {
    const int result = __real_ftruncate(file, size);
    if (result == 0) record({Change::Kind::truncate, inode_of(file), {}, {}, 0, size, {}});
    return result;
  });
}

int __wrap_fsync(int file) {
  return judged({"fsync", name_of(file)}, [&] {
    const int result = __real_fsync(file);
    if (result == 0 && faults.recording != nullptr) faults.recording->add_sync(inode_of(file));
    return result;
  });
}

int __wrap_renameat(int from_directory, const char* from, int to_directory, const char* to) {
  return judged({"renameat", from}, [&] {
    const int result = __real_renameat(from_directory, from, to_directory, to);
    if (result == 0) {
      const fs::path folder = "/proc/self/fd/" + std::to_string(to_directory);
      record({Change::Kind::rename, inode_of(to_directory), from, to, inode_of(folder / to), 0, {}});
    }
    return result;
  });
}

int __wrap_unlinkat(int directory, const char* name, int flags) {
  return judged({"unlinkat", name}, [&] {
    const int result = __real_unlinkat(directory, name, flags);
    if (result == 0) record({Change::Kind::unlink, inode_of(directory), name, {}, 0, 0, {}});
    return result;
  });
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)

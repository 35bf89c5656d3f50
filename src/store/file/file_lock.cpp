#include "store/file/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>

#include "base/file.h"
#include "base/interrupt.h"
#include "oauthctl/error.h"
#include "store/file/file_errors.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// Hundreds may wait for one renewal, which takes milliseconds, or minutes if the holder hangs. So we check often at
/// first, then ever more rarely.
constexpr auto shortest_pause = 1ms;
constexpr auto longest_pause = 32ms;

void pause(std::chrono::nanoseconds time) {
  const timespec request = {0, static_cast<long>(time.count())};
  nanosleep(&request, nullptr);  // a signal ends it early
  throw_if_interrupted();
}

FileDescriptor open_lock(int directory, const std::string& name, const std::string& path) {
  FileDescriptor file = open_at(directory, name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (!file && errno == ELOOP) throw symbolic_link(path);
  if (!file) throw cannot("be locked", path, ErrorKind::unavailable);
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) throw cannot("be locked", path, ErrorKind::unavailable);
  if (!S_ISREG(status.st_mode)) throw Error(ErrorKind::internal, path + ": is not a regular file");
  if (status.st_uid != geteuid()) throw foreign(path);
  // A umask may have removed our own permissions, and then the next sign-in could not open it.
  if ((status.st_mode & S_IRWXU) != (S_IRUSR | S_IWUSR)) fchmod(file.get(), S_IRUSR | S_IWUSR);
  return file;
}

bool has_lost_its_name(int file) {
  struct stat status = {};
  return fstat(file, &status) == 0 && status.st_nlink == 0;
}

/// Padded to the same width for each holder, so that it overwrites the previous one without truncating the file, which
/// would free and allocate a block of the disk at each renewal. On a full disk a new file stays empty.
void write_holder(int file) {
  std::string text = std::to_string(getpid());
  text.resize(10, ' ');
  write_all(file, text + '\n');
}

}  // namespace

FileLock::FileLock(int directory, const std::string& name, const std::string& path, std::vector<std::string> for_files)
    : path_(path), file_(open_lock(directory, name, path)), for_files_(std::move(for_files)) {}

FileLock::~FileLock() {
  if (!file_ || !is_held_ || for_files_.empty()) return;
  const auto exists = [](const std::string& path) { return access(path.c_str(), F_OK) == 0; };
  if (std::none_of(for_files_.begin(), for_files_.end(), exists)) unlink(path_.c_str());
}

bool FileLock::try_once() {
  if (flock(file_.get(), LOCK_EX | LOCK_NB) == 0) {
    if (has_lost_its_name(file_.get())) {
      // The previous holder has removed it while we waited. Others will lock the file that has the name now.
      file_ = open_lock(AT_FDCWD, path_, path_);
      return try_once();
    }
    is_held_ = true;
    write_holder(file_.get());
    return true;
  }
  if (errno == EWOULDBLOCK || errno == EINTR) return false;
  // NFS without a lock service, some cluster file systems and FUSE: trying again would not help.
  if (errno == ENOLCK || errno == ENOSYS || errno == ENOTSUP) {
    throw Error(ErrorKind::unavailable, path_ + ": cannot be locked: this file system has no locks",
                "name a folder on a local disk with --home DIR");
  }
  throw cannot("be locked", path_, ErrorKind::unavailable);
}

bool FileLock::acquire(std::chrono::milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  for (std::chrono::nanoseconds wait = shortest_pause; !try_once();
       wait = std::min<std::chrono::nanoseconds>(wait * 2, longest_pause)) {
    const auto left = deadline - steady_clock::now();
    if (left <= 0ns) return false;
    pause(std::min<std::chrono::nanoseconds>(wait, left));
  }
  return true;
}

std::string FileLock::holder() const {
  char text[16] = {};
  const ssize_t length = pread(file_.get(), text, sizeof text - 1, 0);
  const std::string digits(text, static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
  return digits.substr(0, digits.find_first_not_of("0123456789"));
}

}  // namespace oauthctl

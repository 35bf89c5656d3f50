#include "store/file/reservation.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>

#include "base/file.h"
#include "base/text.h"
#include "store/file/file_errors.h"
#include "store/file/file_names.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

/// Checked before the server is asked, because afterwards the old text is worth nothing. Where the system cannot tell,
/// the rename is simply tried.
void require_replaceable(int directory, const std::string& name, const std::string& path) {
  struct statx status = {};
  if (statx(directory, name.c_str(), AT_SYMLINK_NOFOLLOW, 0, &status) != 0) return;
  const auto is = [&](std::uint64_t what) { return (status.stx_attributes & status.stx_attributes_mask & what) != 0; };
  if (is(STATX_ATTR_MOUNT_ROOT)) throw mounted_alone(path);
  if (is(STATX_ATTR_IMMUTABLE) || is(STATX_ATTR_APPEND))
    throw Error(ErrorKind::unavailable, path + ": is immutable, so it cannot be replaced",
                "sudo chattr -i -a " + shell_word(path));
}

}  // namespace

FileReservation::FileReservation(int directory, std::string name, std::string path, std::size_t size)
    : directory_(directory), name_(std::move(name)), path_(std::move(path)) {
  require_replaceable(directory_, name_, path_);
  create(size);
}

FileReservation::~FileReservation() {
  if (file_ && !written_) unlinkat(directory_, next_name(name_).c_str(), 0);
}

void FileReservation::create(std::size_t size) {
  const std::string name = next_name(name_);
  // Removes a file that a killed process left, or a link that somebody put there, because the new file must be private.
  if (remove_at(directory_, name) != 0 && errno != ENOENT) {
    throw cannot("be replaced", path_ + ".new", ErrorKind::unavailable);
  }
  written_ = false;
  FileDescriptor file = create_own_file(directory_, name.c_str());
  if (!file) throw cannot("be written", path_, ErrorKind::unavailable);
  file_ = std::move(file);
  if (const int failed = allocate(file_.get(), static_cast<off_t>(size)); failed != 0) {
    unlinkat(directory_, name.c_str(), 0);
    errno = failed;
    throw cannot("be written", path_, ErrorKind::unavailable);
  }
}

void FileReservation::commit(const std::string& text) {
  try {
    put(text);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unavailable) throw;
    create(text.size());
    put(text);
  }
  file_.reset();
}

void FileReservation::put(const std::string& text) {
  const int file = file_.get();
  const auto size = static_cast<off_t>(text.size());
  written_ = write_all(file, text);
  if (!written_ || uninterrupted([&] { return ftruncate(file, size); }) != 0 || sync(file) != 0) {
    throw cannot("be written", path_, ErrorKind::unavailable);
  }
  replace();
}

void FileReservation::replace() const {
  struct stat ours = {};
  struct stat named = {};
  const std::string name = next_name(name_);
  if (fstat(file_.get(), &ours) != 0) throw cannot("be replaced", path_, ErrorKind::unavailable);
  const bool gone = fstatat(directory_, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) != 0;
  if (gone && errno != ENOENT) throw cannot("be replaced", path_, ErrorKind::unavailable);
  if (gone || ours.st_dev != named.st_dev || ours.st_ino != named.st_ino) {
    throw Error(ErrorKind::internal, path_ + ".new: was replaced while it was written");
  }
  if (rename_at(directory_, name, name_) != 0 || sync_folder(directory_) != 0) {
    throw cannot("be replaced", path_, ErrorKind::unavailable);
  }
}

}  // namespace oauthctl

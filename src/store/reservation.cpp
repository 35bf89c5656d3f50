#include "store/reservation.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/file.h"
#include "store/names.h"
#include "store/record_file.h"
#include "store/record_json.h"
#include "store/trouble.h"

namespace oauthctl {

FileReservation::FileReservation(FileDescriptor directory, std::string profile, std::string path, std::size_t size)
    : directory_(std::move(directory)), profile_(std::move(profile)), path_(std::move(path)) {
  create(size);
}

FileReservation::~FileReservation() {
  if (file_) unlinkat(directory_.get(), reservation_name(profile_).c_str(), 0);
}

void FileReservation::create(std::size_t size) {
  const std::string name = reservation_name(profile_);
  // One that a killed process left, or a link that somebody put there: the new file is to be ours alone.
  if (unlinkat(directory_.get(), name.c_str(), 0) != 0 && errno != ENOENT) {
    throw cannot("be replaced", path_ + ".new", ErrorKind::unavailable);
  }
  FileDescriptor file = open_at(directory_.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  if (!file) throw cannot("be written", path_, ErrorKind::unavailable);
  file_ = std::move(file);
  fchmod(file_.get(), S_IRUSR | S_IWUSR);  // a umask may have taken from it
  if (const int failed = posix_fallocate(file_.get(), 0, static_cast<off_t>(size)); failed != 0) {
    unlinkat(directory_.get(), name.c_str(), 0);
    errno = failed;
    throw cannot("be written", path_, ErrorKind::unavailable);
  }
}

void FileReservation::commit(const Record& record) {
  Record named = record;
  named.profile = profile_;
  const Secret text = encode_record(named);
  if (text.reveal().size() > longest_record) throw Error(ErrorKind::internal, path_ + ": the record is too long");
  const bool written = write_all(file_.get(), text.reveal()) &&
                       ftruncate(file_.get(), static_cast<off_t>(text.reveal().size())) == 0 && fsync(file_.get()) == 0;
  if (!written) throw cannot("be written", path_, ErrorKind::unavailable);
  replace();
  file_.reset();
}

void FileReservation::replace() const {
  struct stat ours = {};
  struct stat named = {};
  const std::string name = reservation_name(profile_);
  const bool still_there = fstat(file_.get(), &ours) == 0 &&
                           fstatat(directory_.get(), name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
                           ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
  if (!still_there) throw Error(ErrorKind::internal, path_ + ".new: was replaced while it was written");
  if (renameat(directory_.get(), name.c_str(), directory_.get(), record_name(profile_).c_str()) != 0 ||
      fsync(directory_.get()) != 0) {
    throw cannot("be replaced", path_, ErrorKind::unavailable);
  }
}

}  // namespace oauthctl

#include "store/reservation.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/file.h"
#include "store/file_errors.h"
#include "store/file_names.h"
#include "store/record_file.h"
#include "store/record_json.h"
#include "store/retried_calls.h"

namespace oauthctl {

FileReservation::FileReservation(FileDescriptor directory, std::string profile, std::string path, std::size_t size)
    : directory_(std::move(directory)), profile_(std::move(profile)), path_(std::move(path)) {
  create(size);
}

FileReservation::~FileReservation() {
  if (file_ && !written_) unlinkat(directory_.get(), reservation_name(profile_).c_str(), 0);
}

void FileReservation::create(std::size_t size) {
  const std::string name = reservation_name(profile_);
  // One that a killed process left, or a link that somebody put there: the new file is to be ours alone.
  if (remove_at(directory_.get(), name) != 0 && errno != ENOENT) {
    throw cannot("be replaced", path_ + ".new", ErrorKind::unavailable);
  }
  written_ = false;
  FileDescriptor file = open_at(directory_.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  if (!file) throw cannot("be written", path_, ErrorKind::unavailable);
  file_ = std::move(file);
  fchmod(file_.get(), S_IRUSR | S_IWUSR);  // a umask may have taken from it
  if (const int failed = allocate(file_.get(), static_cast<off_t>(size)); failed != 0) {
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
  try {
    put(text.reveal());
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unavailable) throw;
    create(text.reveal().size());
    put(text.reveal());
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
  const std::string name = reservation_name(profile_);
  const int directory = directory_.get();
  if (fstat(file_.get(), &ours) != 0) throw cannot("be replaced", path_, ErrorKind::unavailable);
  const bool gone = fstatat(directory, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) != 0;
  if (gone && errno != ENOENT) throw cannot("be replaced", path_, ErrorKind::unavailable);
  if (gone || ours.st_dev != named.st_dev || ours.st_ino != named.st_ino) {
    throw Error(ErrorKind::internal, path_ + ".new: was replaced while it was written");
  }
  if (rename_at(directory, name, record_name(profile_)) != 0 || sync(directory) != 0) {
    throw cannot("be replaced", path_, ErrorKind::unavailable);
  }
}

}  // namespace oauthctl

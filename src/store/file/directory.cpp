#include "store/file/directory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "store/file/file_errors.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

/// root may own the folders above ours: it can change everything anyway.
bool is_ours_or_roots(const struct stat& status) {
  return status.st_uid == geteuid() || status.st_uid == 0;
}

/// A person who can write to the parent folder could replace ours by an older one.
void require_safe_parent(int directory, const std::string& parent) {
  struct stat status = {};
  if (fstatat(directory, "..", &status, 0) != 0) throw cannot("be read", parent, ErrorKind::internal);
  if (!is_ours_or_roots(status)) throw foreign(parent);
  if ((status.st_mode & S_IWOTH) != 0) {
    throw Error(ErrorKind::internal, parent + ": is writable by everybody",
                "chmod o-w " + shell_word(parent) + ", or name a folder of your own with --home DIR");
  }
  // A symbolic link in its place is followed, unless it belongs to somebody else.
  if (lstat(parent.c_str(), &status) == 0 && !is_ours_or_roots(status)) throw foreign(parent);
}

FileDescriptor open_unjudged(const std::string& path) {
  FileDescriptor directory = open_at(AT_FDCWD, path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (directory || errno == ENOENT) return directory;
  const int number = errno;
  struct stat status = {};
  if (lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode)) throw symbolic_link(path);
  errno = number;
  throw cannot("be used as the folder of the profiles", path, ErrorKind::internal);
}

void judge(int directory, const std::string& path) {
  struct stat status = {};
  if (fstat(directory, &status) != 0) throw cannot("be read", path, ErrorKind::internal);
  if (status.st_uid != geteuid()) throw foreign(path);
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    throw Error(ErrorKind::internal, path + ": is writable by others", "chmod 700 " + shell_word(path));
  }
  require_safe_parent(directory, parent_of(path));
}

void make_missing(const std::string& path) {
  const std::string failed = make_folders(path, sync_entry_of);
  if (failed.empty()) return;
  Error error = cannot("be made", failed, ErrorKind::unavailable);
  throw Error(error.kind(), error.message(),
              "name a folder that can be written with --home DIR; login --no-store needs none");
}

}  // namespace

FileDescriptor open_directory(const std::string& path) {
  FileDescriptor directory = open_unjudged(path);
  if (directory) judge(directory.get(), path);
  return directory;
}

FileDescriptor make_directory(const std::string& path) {
  FileDescriptor directory = open_unjudged(path);
  if (!directory) {
    make_missing(path);
    directory = open_unjudged(path);
    if (!directory) throw cannot("be opened", path, ErrorKind::unavailable);
  }
  judge(directory.get(), path);
  struct stat status = {};
  if (fstat(directory.get(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    fchmod(directory.get(), status.st_mode & S_IRWXU);
  }
  return directory;
}

void sync_entry_of(const std::string& path) {
  const std::string parent = parent_of(path);
  const FileDescriptor directory = open_at(AT_FDCWD, parent.c_str(), O_RDONLY | O_DIRECTORY);
  if (!directory || sync_folder(directory.get()) != 0) throw cannot("be written", parent, ErrorKind::unavailable);
}

}  // namespace oauthctl

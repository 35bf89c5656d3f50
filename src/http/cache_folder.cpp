#include "http/cache_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

#include "base/file.h"
#include "base/folder.h"
#include "base/releases.h"

namespace oauthctl {
namespace {

constexpr std::size_t longest_file = 4 << 20;

/// Anyone who can write here could make us trust their keys.
bool is_ours_alone(int fd, mode_t type) {
  struct stat status = {};
  return fstat(fd, &status) == 0 && (status.st_mode & S_IFMT) == type && status.st_uid == geteuid() &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

FileDescriptor open_folder(const std::string& path) {
  FileDescriptor folder = open_at(AT_FDCWD, path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  return folder && is_ours_alone(folder.get(), S_IFDIR) ? std::move(folder) : FileDescriptor();
}

FileDescriptor make_folder(const std::string& path) {
  make_folders(path);
  return open_folder(path);
}

}  // namespace

std::optional<std::string> CacheFolder::read(const std::string& name) const {
  const FileDescriptor folder = open_folder(path_);
  if (!folder) return std::nullopt;
  const FileDescriptor file = open_at(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW);
  std::string text;
  if (!file || !is_ours_alone(file.get(), S_IFREG) || !read_all(file.get(), longest_file, text)) return std::nullopt;
  return text;
}

void CacheFolder::write(const std::string& name, const std::string& text) const {
  const FileDescriptor folder = make_folder(path_);
  if (!folder) return;
  // One name per process, so that two processes never write to the same temporary file.
  const std::string next = name + ".next-" + std::to_string(getpid());
  unlinkat(folder.get(), next.c_str(), 0);
  const FileDescriptor file = create_own_file(folder.get(), next.c_str());
  if (!file) return;
  if (!write_all(file.get(), text) || renameat(folder.get(), next.c_str(), folder.get(), name.c_str()) != 0)
    unlinkat(folder.get(), next.c_str(), 0);
}

void CacheFolder::remove(const std::string& name) const {
  if (const FileDescriptor folder = open_folder(path_)) unlinkat(folder.get(), name.c_str(), 0);
}

void CacheFolder::remove_older(TimePoint than) const {
  const FileDescriptor folder = open_folder(path_);
  if (!folder) return;
  const std::unique_ptr<DIR, Releases<closedir>> entries(fdopendir(fcntl(folder.get(), F_DUPFD_CLOEXEC, 0)));
  if (!entries) return;
  while (const dirent* entry = readdir(entries.get())) {
    struct stat status = {};
    const bool is_old = fstatat(folder.get(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                        S_ISREG(status.st_mode) && status.st_mtime < than.time_since_epoch().count();
    if (is_old) unlinkat(folder.get(), entry->d_name, 0);
  }
}

}  // namespace oauthctl

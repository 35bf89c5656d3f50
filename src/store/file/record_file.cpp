#include "store/file/record_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "store/file/file_errors.h"
#include "store/file/file_names.h"

namespace oauthctl {
namespace {

void require_own_file(const struct stat& status, const std::string& path) {
  if (S_ISLNK(status.st_mode)) throw symbolic_link(path);
  if (!S_ISREG(status.st_mode)) throw Error(ErrorKind::internal, path + ": is not a regular file");
  if (status.st_uid != geteuid()) throw foreign(path);
}

void require_private(int file, const struct stat& status, const std::string& path) {
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    throw Error(ErrorKind::internal, path + ": is writable by others, so it may not be what was stored",
                "find out who may have changed it, then: chmod 600 " + shell_word(path));
  }
  // The permissions on a read-only file system cannot be changed, and its contents were public already.
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) fchmod(file, S_IRUSR | S_IWUSR);
}

}  // namespace

std::optional<Secret> read_record(int directory, const std::string& name, const std::string& path, ErrorKind trouble) {
  const FileDescriptor file = open_at(directory, name.c_str(), O_RDONLY | O_NOFOLLOW);
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file && errno == ELOOP) throw symbolic_link(path);
  if (!file) throw cannot("be opened", path, trouble);
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) throw cannot("be read", path, trouble);
  require_own_file(status, path);
  require_private(file.get(), status, path);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > longest_record) {
    throw Error(ErrorKind::internal, path + ": is " + std::to_string(size) + " bytes long, which no record is");
  }
  std::string text;
  if (!read_all(file.get(), longest_record, text, size)) throw cannot("be read", path, trouble);
  return Secret(std::move(text));
}

std::optional<RecordText> read_record_or_settings(int directory, std::string_view profile, const std::string& path) {
  for (const bool is_settings : {false, true}) {
    const std::string name = is_settings ? settings_name(profile) : record_name(profile);
    if (auto text = read_record(directory, name, path + '/' + name)) return RecordText{std::move(*text), is_settings};
  }
  return std::nullopt;
}

bool is_removable(int directory, const std::string& name, const std::string& path) {
  struct stat status = {};
  if (fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
    require_own_file(status, path);
    return true;
  }
  if (errno != ENOENT) throw cannot("be read", path, ErrorKind::internal);
  return false;
}

}  // namespace oauthctl

#include "base/folder.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace oauthctl {
namespace {

bool make_one(const std::string& path) {
  if (mkdir(path.c_str(), S_IRWXU) != 0) return false;
  // A umask may have removed our own permissions, and then we could not even open it.
  [[maybe_unused]] const int changed = fchmodat(AT_FDCWD, path.c_str(), S_IRWXU, AT_SYMLINK_NOFOLLOW);
  return true;
}

}  // namespace

std::string parent_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string make_folders(const std::string& path, const std::function<void(const std::string&)>& made) {
  bool is_made = make_one(path);
  if (!is_made && errno == ENOENT && parent_of(path) != path) {
    if (std::string missing = make_folders(parent_of(path), made); !missing.empty()) return missing;
    is_made = make_one(path);
  }
  if (is_made && made) made(path);
  return is_made || errno == EEXIST ? std::string{} : path;
}

}  // namespace oauthctl

#include "store/file/file_errors.h"

#include <cerrno>

#include "base/file.h"

namespace oauthctl {

Error cannot(const char* what, const std::string& path, ErrorKind kind) {
  const int number = errno;
  return {may_pass(number) ? ErrorKind::unavailable : kind, path + ": cannot " + what + ": " + describe_errno(number)};
}

Error foreign(const std::string& path) {
  return {ErrorKind::internal, path + ": belongs to another user",
          "run oauthctl as its owner, or name a folder of your own with --home DIR"};
}

Error mounted_alone(const std::string& path) {
  return {ErrorKind::usage, path + ": is mounted alone, so it cannot be replaced", "mount its folder, not the file"};
}

Error symbolic_link(const std::string& path) {
  return {ErrorKind::internal, path + ": is a symbolic link, which is not followed here",
          "move what it points to into its place"};
}

}  // namespace oauthctl

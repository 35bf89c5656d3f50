#include "cli/input.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/file_descriptor.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t largest = 64U << 20;

std::string read_to_end(int descriptor, const std::string& what) {
  std::string out;
  char buffer[16 * 1024];
  while (true) {
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(ErrorKind::usage, "cannot read " + what + ": " + std::strerror(errno));
    if (got == 0) return out;
    out.append(buffer, static_cast<std::size_t>(got));
    if (out.size() > largest) throw Error(ErrorKind::usage, what + " is larger than 64 MiB");
  }
}

}  // namespace

std::string read_stdin(const std::string& what) {
  return read_to_end(STDIN_FILENO, what + " from stdin");
}

std::string read_file(const std::string& path) {
  const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) throw Error(ErrorKind::usage, "cannot read " + path + ": " + std::strerror(errno));
  return read_to_end(file.get(), path);
}

std::string absolute_path(const std::string& path) {
  if (!path.empty() && path[0] == '/') return path;
  std::string folder(4096, '\0');
  if (getcwd(folder.data(), folder.size()) == nullptr) {
    throw Error(ErrorKind::usage, "the working folder is gone: name the file by its whole path");
  }
  return folder.c_str() + ('/' + path);
}

}  // namespace oauthctl::cli

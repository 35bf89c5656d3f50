#include "commands/files/input.h"

#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t largest = 64U << 20;

std::string read_to_end(int descriptor, const std::string& what) {
  std::string out;
  if (!read_all(descriptor, largest, out))
    throw Error(ErrorKind::usage, "cannot read " + what + ": " + describe_errno(errno));
  if (out.size() > largest) throw Error(ErrorKind::usage, what + " is larger than 64 MiB");
  return out;
}

}  // namespace

std::string read_stdin(const std::string& what) {
  return read_to_end(STDIN_FILENO, what + " from stdin");
}

std::string read_file(const std::string& path) {
  const FileDescriptor file = open_input(path.c_str());
  if (!file) throw Error(ErrorKind::usage, "cannot read " + path + ": " + describe_errno(errno));
  return read_to_end(file.get(), path);
}

std::string read_input(const std::string& path, const std::string& what) {
  return path == "-" ? read_stdin(what) : read_file(path);
}

}  // namespace oauthctl::cli

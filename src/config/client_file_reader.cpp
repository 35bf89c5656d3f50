#include "config/client_file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "config/client_file.h"
#include "config/file_ownership.h"
#include "config/key_files.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

std::string shown(const std::string& path) {
  return printable(path, 4096);
}

Error too_long(const std::string& source, const std::string& size) {
  return {ErrorKind::usage, source + ": is " + size + " long, which no client file is",
          "name the client file with --secrets FILE"};
}

[[noreturn]] void throw_unreadable(const std::string& source, int number) {
  const std::string what = source + ": cannot be read: " + describe_errno(number);
  if (number != ENOENT) throw Error(may_pass(number) ? ErrorKind::unavailable : ErrorKind::usage, what);
  throw MissingClientFile(ErrorKind::usage, what, "name the client file with --secrets FILE");
}

/// A pipe could be read, but only once, and each renewal reads the file again.
void require_regular(const struct stat& status, const std::string& path, const std::string& source) {
  if (S_ISREG(status.st_mode)) return;
  if (S_ISDIR(status.st_mode)) throw Error(ErrorKind::usage, source + ": is a folder, not a file");
  throw Error(ErrorKind::usage, source + ": is not a regular file, so it could not be read again at a renewal",
              Hint::run("oauthctl login --secrets - < " + shown(shell_word(path))));
}

std::string read_text(int fd, const std::string& source) {
  std::string text;
  if (!read_all(fd, longest_client_file, text)) throw_unreadable(source, errno);
  if (text.size() > longest_client_file) throw too_long(source, "more than 1 MiB");
  return text;
}

bool exists(const std::string& path) {
  return access(path.c_str(), F_OK) == 0;
}

/// Symbolic links stay: where they lead may change on purpose.
std::string absolute(std::string_view path, const std::string& cwd) {
  if (path.starts_with('/')) return std::string(path);
  if (!cwd.starts_with('/')) {
    throw Error(ErrorKind::usage, "the working directory is gone, so " + printable(path) + " cannot be found in it",
                "change to a folder that exists");
  }
  while (path.starts_with("./")) path.remove_prefix(2);
  return cwd + '/' + std::string(path);
}

Error no_client_file(const std::string& cwd, const Paths& paths) {
  const std::string home = paths.client_file.empty() ? "" : " nor " + shown(absolute(paths.client_file, cwd));
  return {ErrorKind::usage,
          "no client file found, " + std::string(home.empty() ? "not " : "neither ") +
              shown(absolute("secrets.json", cwd)) + home,
          "name a client: --provider NAME --client-id ID, --issuer URL --client-id ID, or --secrets FILE"};
}

}  // namespace

std::string working_folder() {
  std::string folder(4096, '\0');
  return getcwd(folder.data(), folder.size()) == nullptr ? std::string{} : folder.c_str();
}

std::optional<std::string> look_for_client_file(const std::string& cwd, const Paths& paths) {
  std::string here = absolute("secrets.json", cwd);
  if (exists(here)) {
    require_own_folder(cwd, this_process(), here);
    return here;
  }
  if (paths.client_file.empty()) return std::nullopt;
  std::string home = absolute(paths.client_file, cwd);
  return exists(home) ? std::optional(std::move(home)) : std::nullopt;
}

std::string find_client_file(const std::optional<std::string>& named, const std::string& cwd, const Paths& paths) {
  if (named == standard_input) return *named;
  const auto there = named ? std::optional(absolute(*named, cwd)) : look_for_client_file(cwd, paths);
  if (!there) throw no_client_file(cwd, paths);
  const std::string& found = *there;
  if (!is_utf8(found)) throw Error(ErrorKind::usage, shown(found) + ": the path is not valid UTF-8");
  return found;
}

ClientFile read_client_file(const std::string& path, const Providers& providers) {
  const std::string source = shown(path);
  const FileDescriptor file = open_at(AT_FDCWD, path.c_str(), O_RDONLY);
  struct stat status = {};
  if (!file || fstat(file.get(), &status) != 0) throw_unreadable(source, errno);
  require_regular(status, path, source);
  require_own_file(status, this_process(), path, source);
  if (static_cast<std::size_t>(status.st_size) > longest_client_file) {
    throw too_long(source, std::to_string(status.st_size) + " bytes");
  }
  ClientFile secrets = parse_client_file(read_text(file.get(), source), source, providers);
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    secrets.warnings.push_back(source + " is open to other users: chmod 600 " + shown(shell_word(path)));
  }
  read_client_files(secrets, path.substr(0, path.rfind('/')), source);
  return secrets;
}

ClientFile read_client_file(int fd, const Providers& providers) {
  ClientFile secrets = parse_client_file(read_text(fd, "standard input"), "standard input", providers);
  read_client_files(secrets, "", "standard input");
  return secrets;
}

}  // namespace oauthctl

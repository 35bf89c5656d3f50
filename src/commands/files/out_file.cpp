#include "commands/files/out_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "commands/token/token_formats.h"
#include "store/new_file.h"

namespace oauthctl::cli {

OutFile::OutFile(std::string path) : path_(std::move(path)) {
  struct stat status = {};
  const std::string folder = parent_of(path_);
  if (stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
    throw Error(ErrorKind::usage, printable(path_, 4096) + ": the folder " + printable(folder, 4096) + " is missing",
                "make the folder first, for you alone: mkdir -m 700 " + printable(shell_word(folder), 4096));
  // Root could replace /dev/null, which every program needs.
  const bool is_there = stat(path_.c_str(), &status) == 0 || lstat(path_.c_str(), &status) == 0;
  const bool is_file = S_ISREG(status.st_mode) || S_ISLNK(status.st_mode);
  if (path_.ends_with('/') || (is_there && !is_file))
    throw Error(ErrorKind::usage, printable(path_, 4096) + ": is not a file");
}

void OutFile::write(std::string_view text) const {
  Replacement(path_, Links::replaced).commit(text);
}

bool OutFile::holds(std::string_view text) const {
  const FileDescriptor file = open_at(AT_FDCWD, path_.c_str(), O_RDONLY | O_NOFOLLOW);
  struct stat status = {};
  std::string found;
  return file && fstat(file.get(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0 &&
         read_all(file.get(), text.size(), found) && found == text;
}

void deliver(const PrintedToken& token, const TokenOptions& options, Terminal& terminal) {
  const std::string text = token_text(token, options.format, terminal);
  if (options.out.empty()) return terminal.answer(text);
  OutFile(options.out).write(text);
}

}  // namespace oauthctl::cli

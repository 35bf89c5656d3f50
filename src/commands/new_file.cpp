#include "commands/new_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/file.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what, int number) {
  throw Error(ErrorKind::unavailable, printable(path, 4096) + ": cannot be " + what + ": " + describe_errno(number));
}

/// Created next to the target. A file that an earlier run left unfinished is useless.
std::string fresh_beside(const std::string& target) {
  std::string fresh = target + ".oauthctl-new";
  unlink(fresh.c_str());
  return fresh;
}

std::string target_of(const std::string& path) {
  char* found = realpath(path.c_str(), nullptr);
  if (found == nullptr) fail(path, "found", errno);
  std::string target = found;
  free(found);
  return target;
}

}  // namespace

NewFile::NewFile(std::string path) : path_(std::move(path)), file_(create_own_file(AT_FDCWD, path_.c_str())) {
  if (!file_ && errno == EEXIST) {
    throw Error(ErrorKind::usage, printable(path_, 4096) + ": already exists; not overwritten",
                "name another file with --out FILE");
  }
  if (!file_) fail(path_, "made", errno);
}

NewFile::~NewFile() {
  if (file_ && !committed_) unlink(path_.c_str());
}

void NewFile::commit(std::string_view text) {
  if (!write_all(file_.get(), text) || fsync(file_.get()) != 0) fail(path_, "written", errno);
  committed_ = true;
}

Replacement::Replacement(const std::string& path)
    : target_(target_of(path)), fresh_(fresh_beside(target_)), file_(fresh_) {}

void Replacement::commit(std::string_view text) {
  file_.commit(text);
  if (rename(fresh_.c_str(), target_.c_str()) == 0) return;
  const int number = errno;
  unlink(fresh_.c_str());
  fail(target_, "replaced", number);
}

}  // namespace oauthctl::cli

#include "commands/request/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/file.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

[[noreturn]] void cannot_write(const std::string& path, ErrorKind kind = ErrorKind::usage) {
  throw Error(kind, "cannot write " + printable(path, 4096) + ": " + describe_errno(errno));
}

/// Where a link leads, because the person means what it names.
std::string behind_links(const std::string& path) {
  return real_path(path).value_or(path);
}

mode_t mode_of_new_files() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)), target_(behind_links(path_)) {
  struct stat status = {};
  const bool exists = lstat(target_.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    file_ = FileDescriptor(open(target_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
    if (!file_) cannot_write(path_);
    return;
  }
  if (exists && access(target_.c_str(), W_OK) != 0) cannot_write(path_);
  std::string fresh = target_ + ".XXXXXX";
  file_ = FileDescriptor(mkostemp(fresh.data(), O_CLOEXEC));
  if (!file_) cannot_write(path_);
  fresh_ = fresh;
  fchmod(file_.get(), exists ? status.st_mode & 0777 : mode_of_new_files());
}

OutputFile::~OutputFile() {
  if (!fresh_.empty()) unlink(fresh_.c_str());
}

void OutputFile::write(std::string_view text) {
  if (!write_all(file_.get(), text)) cannot_write(path_, ErrorKind::internal);
}

void OutputFile::commit() {
  if (fresh_.empty()) return;
  if (rename(fresh_.c_str(), target_.c_str()) != 0) cannot_write(path_, ErrorKind::internal);
  fresh_.clear();
}

}  // namespace oauthctl::cli

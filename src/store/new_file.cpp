#include "store/new_file.h"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "oauthctl/error.h"
#include "store/file/file_errors.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

[[noreturn]] void fail(const std::string& path, const char* what, int number) {
  throw Error(ErrorKind::unavailable, printable(path, 4096) + ": cannot be " + what + ": " + describe_errno(number));
}

/// A name next to the target that nobody else uses at the same time.
std::string fresh_beside(const std::string& target) {
  std::array<unsigned char, 8> random{};
  if (getrandom(random.data(), random.size(), 0) < 0) fail(target, "named", errno);
  std::string fresh = parent_of(target) + "/.oauthctl-";
  for (const unsigned char byte : random) {
    fresh += hex_digits[byte >> 4];
    fresh += hex_digits[byte & 15];
  }
  return fresh;
}

/// A folder that we may write to but not read cannot be synced.
void sync_folder_of(const std::string& path) {
  const FileDescriptor folder = open_at(AT_FDCWD, parent_of(path).c_str(), O_RDONLY | O_DIRECTORY);
  if (folder && sync_folder(folder.get()) != 0) fail(path, "synced", errno);
}

std::string target_of(const std::string& path) {
  auto target = real_path(path);
  if (!target) fail(path, "found", errno);
  return *std::move(target);
}

}  // namespace

NewFile::NewFile(std::string path, std::string shown, std::string hint)
    : path_(std::move(path)), shown_(std::move(shown)), file_(create_own_file(AT_FDCWD, path_.c_str())) {
  if (!file_ && errno == EEXIST) {
    throw Error(ErrorKind::usage, printable(shown_, 4096) + ": already exists; not overwritten", std::move(hint));
  }
  if (!file_) fail(shown_, "made", errno);
}

NewFile::~NewFile() {
  if (file_ && !kept_) unlink(path_.c_str());
}

void NewFile::write(std::string_view text) {
  if (!write_all(file_.get(), text) || sync(file_.get()) != 0) fail(shown_, "written", errno);
  sync_folder_of(path_);
}

Replacement::Replacement(const std::string& path, Links links)
    : target_(links == Links::followed ? target_of(path) : path),
      fresh_(fresh_beside(target_)),
      file_(fresh_, target_, {}) {}

void Replacement::commit(std::string_view text) {
  file_.commit(text);
  if (rename(fresh_.c_str(), target_.c_str()) == 0) return sync_folder_of(target_);
  const int number = errno;
  unlink(fresh_.c_str());
  if (number == EBUSY) throw mounted_alone(printable(target_, 4096));
  fail(target_, "replaced", number);
}

}  // namespace oauthctl

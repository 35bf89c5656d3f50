#include "commands/request/body_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/text.h"

namespace oauthctl::cli {
namespace {

class FileSource : public BodySource {
 public:
  explicit FileSource(const std::string& path)
      : name_(path == "-" ? "stdin" : printable(path, 4096)),
        file_(path == "-" ? FileDescriptor(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)) : open_input(path.c_str())) {
    struct stat status = {};
    if (!file_ || fstat(file_.get(), &status) != 0) fail();
    if (S_ISDIR(status.st_mode)) throw Error(ErrorKind::usage, "cannot read " + name_ + ": is a directory");
    start_ = S_ISREG(status.st_mode) ? lseek(file_.get(), 0, SEEK_CUR) : -1;
    // Files in /proc say that they are empty.
    if (start_ < 0 || (status.st_size == 0 && holds_more())) return;
    size_ = static_cast<std::uint64_t>(std::max<off_t>(status.st_size - start_, 0));
    left_ = *size_;
  }

  std::optional<std::uint64_t> size() const override { return size_; }

  std::size_t read(char* bytes, std::size_t room) override {
    is_touched_ = true;
    if (size_) room = static_cast<std::size_t>(std::min<std::uint64_t>(room, left_));
    if (room == 0) return 0;
    ssize_t got = -1;
    while ((got = ::read(file_.get(), bytes, room)) < 0) {
      if (errno != EINTR) fail();
      throw_if_interrupted();
    }
    // The server was told the size, and would wait for the rest.
    if (got == 0 && size_) throw Error(ErrorKind::usage, name_ + " became shorter while it was sent");
    left_ -= static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }

  bool rewind() override {
    if (!is_touched_) return true;
    if (start_ < 0 || lseek(file_.get(), start_, SEEK_SET) != start_) return false;
    left_ = size_.value_or(0);
    is_touched_ = false;
    return true;
  }

 private:
  bool holds_more() const {
    char byte = 0;
    return pread(file_.get(), &byte, 1, start_) == 1;
  }
  [[noreturn]] void fail() const {
    throw Error(ErrorKind::usage, "cannot read " + name_ + ": " + describe_errno(errno));
  }

  std::string name_;
  FileDescriptor file_;
  off_t start_ = -1;  ///< of what is sent; negative: the file is not a regular one
  std::optional<std::uint64_t> size_;
  std::uint64_t left_ = 0;
  bool is_touched_ = false;
};

class TextSource : public BodySource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}
  std::optional<std::uint64_t> size() const override { return text_.size(); }
  std::size_t read(char* bytes, std::size_t room) override {
    const std::size_t count = std::min(room, text_.size() - sent_);
    std::memcpy(bytes, text_.data() + sent_, count);
    sent_ += count;
    return count;
  }
  bool rewind() override {
    sent_ = 0;
    return true;
  }

 private:
  std::string text_;
  std::size_t sent_ = 0;
};

class JoinedSource : public BodySource {
 public:
  explicit JoinedSource(std::vector<std::shared_ptr<BodySource>> sources) : sources_(std::move(sources)) {}

  std::optional<std::uint64_t> size() const override {
    std::uint64_t all = 0;
    for (const auto& source : sources_) {
      const auto size = source->size();
      if (!size) return std::nullopt;
      all += *size;
    }
    return all;
  }

  std::size_t read(char* bytes, std::size_t room) override {
    for (; current_ < sources_.size(); ++current_) {
      if (const std::size_t count = sources_[current_]->read(bytes, room)) return count;
    }
    return 0;
  }

  bool rewind() override {
    current_ = 0;
    bool all = true;
    for (const auto& source : sources_) all = source->rewind() && all;
    return all;
  }

 private:
  std::vector<std::shared_ptr<BodySource>> sources_;
  std::size_t current_ = 0;
};

}  // namespace

std::shared_ptr<BodySource> file_source(const std::string& path) {
  return std::make_shared<FileSource>(path);
}

std::shared_ptr<BodySource> text_source(std::string text) {
  return std::make_shared<TextSource>(std::move(text));
}

std::shared_ptr<BodySource> joined_source(std::vector<std::shared_ptr<BodySource>> sources) {
  return std::make_shared<JoinedSource>(std::move(sources));
}

}  // namespace oauthctl::cli

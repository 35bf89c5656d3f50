#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/interrupt.h"
#include "base/releases.h"
#include "oauthctl/error.h"

namespace oauthctl {

FileDescriptor open_at(int directory, const char* name, int flags, unsigned mode) {
  return FileDescriptor(
      uninterrupted([&] { return openat(directory, name, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode); }));
}

FileDescriptor create_own_file(int directory, const char* name) {
  FileDescriptor file = open_at(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  // A umask may have taken our own permissions away, and then we could not read it again.
  if (file) fchmod(file.get(), S_IRUSR | S_IWUSR);
  return file;
}

FileDescriptor open_input(const char* path) {
  struct stat status = {};
  const bool is_fifo = stat(path, &status) == 0 && S_ISFIFO(status.st_mode);
  int fd = -1;
  do {
    throw_if_interrupted();
    // Without O_NONBLOCK a device might wait for a carrier; with it, a FIFO without a writer looks empty.
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (is_fifo ? 0 : O_NONBLOCK));
  } while (fd < 0 && errno == EINTR);
  if (fd >= 0 && !is_fifo) fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
  return FileDescriptor(fd);
}

bool read_all(int fd, std::size_t longest, std::string& text, std::size_t expected) {
  text.clear();
  text.reserve(expected + 1);  // one more, so that the end is found without growing
  while (text.size() <= longest) {
    const std::size_t before = text.size();
    const std::size_t room = before < text.capacity() ? text.capacity() - before : before;
    const std::size_t wanted = std::min(room, longest + 1 - before);
    text.resize(before + wanted);
    const ssize_t got = read(fd, text.data() + before, wanted);
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return true;
    if (got < 0 && errno != EINTR) return false;
    if (got < 0) throw_if_interrupted();
  }
  return true;
}

std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, Releases<std::free>> found(realpath(path.c_str(), nullptr));
  return found ? std::optional<std::string>(found.get()) : std::nullopt;
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool may_pass(int number) {
  return number == EMFILE || number == ENFILE || number == ENOMEM || number == EIO || number == EINTR;
}

std::string describe_errno(int number) {
  std::string text = std::strerror(number);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

void write_answer(std::string_view text) {
  if (write_all(STDOUT_FILENO, text)) return;
  throw Error(ErrorKind::internal, "the answer could not be written to stdout: " + describe_errno(errno));
}

void occupy_closed_streams() {
  for (int descriptor = 0; descriptor < 3; ++descriptor)
    if (fcntl(descriptor, F_GETFD) < 0) open("/dev/null", (descriptor == 0 ? O_WRONLY : O_RDONLY) | O_CLOEXEC);
}

}  // namespace oauthctl

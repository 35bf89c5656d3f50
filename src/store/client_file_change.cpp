#include "store/client_file_change.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "base/file.h"
#include "base/file_descriptor.h"
#include "base/interrupt.h"
#include "model/client_file.h"
#include "store/new_file.h"

namespace oauthctl {
namespace {

std::optional<Secret> text_of(const std::string& path) {
  const FileDescriptor file = open_at(AT_FDCWD, path.c_str(), O_RDONLY);
  std::string text;
  if (!file || !read_all(file.get(), longest_client_file, text)) return std::nullopt;
  return Secret(std::move(text));
}

}  // namespace

void change_client_file(const std::string& path, const std::function<std::optional<Secret>(const Secret&)>& next) {
  const FileDescriptor lock = open_at(AT_FDCWD, path.c_str(), O_RDONLY);
  if (!lock) return;
  while (::flock(lock.get(), LOCK_EX) != 0 && errno == EINTR) throw_if_interrupted();
  Replacement file(path);
  // The holder before us has put another file in its place.
  const auto text = text_of(path);
  if (!text) return;
  if (const auto fresh = next(*text)) file.commit(fresh->reveal());
}

}  // namespace oauthctl

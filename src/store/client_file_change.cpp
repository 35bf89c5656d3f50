#include "store/client_file_change.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "base/file.h"
#include "base/file_descriptor.h"
#include "base/folder.h"
#include "base/interrupt.h"
#include "base/json.h"
#include "base/text.h"
#include "model/client_file.h"
#include "store/file/file_errors.h"
#include "store/file/interrupted_save.h"
#include "store/file/reservation.h"

namespace oauthctl {
namespace {

/// A server may answer with more members.
constexpr std::size_t growth = 64 << 10;

std::optional<Secret> text_in(int directory, const std::string& name) {
  const FileDescriptor file = open_at(directory, name.c_str(), O_RDONLY);
  std::string text;
  if (!file || !read_all(file.get(), longest_client_file, text)) return std::nullopt;
  return Secret(std::move(text));
}

/// Empty for a text that is not of a client.
std::string client_in(const std::string& text) try {
  return JsonObject::parse(text, "the client file", ErrorKind::usage).string("client_id");
} catch (const Error&) {
  return {};
}

/// Whether both texts are of the same client, so that the second can replace the first.
bool is_of_same_client(const std::optional<Secret>& now, const std::string& next) {
  const std::string client = client_in(next);
  return now && !client.empty() && client == client_in(now->reveal());
}

}  // namespace

void change_client_file(const std::string& path, const std::function<std::optional<Secret>(const Secret&)>& next) {
  const FileDescriptor lock = open_at(AT_FDCWD, path.c_str(), O_RDONLY);
  const auto target = real_path(path);
  if (!lock || !target) return;
  while (::flock(lock.get(), LOCK_EX) != 0 && errno == EINTR) throw_if_interrupted();
  const std::string shown = printable(*target, 4096);
  const std::string name = target->substr(target->rfind('/') + 1);
  const FileDescriptor folder = open_at(AT_FDCWD, parent_of(*target).c_str(), O_RDONLY | O_DIRECTORY);
  if (!folder) throw cannot("be replaced", shown, ErrorKind::unavailable);
  adopt_leftover(folder.get(), name, shown,
                 [&](const std::string& text) { return is_of_same_client(text_in(folder.get(), name), text); });
  // The previous holder of the lock may have replaced the file.
  const auto text = text_in(folder.get(), name);
  if (!text) return;
  FileReservation room(folder.get(), name, shown, text->reveal().size() + growth);
  if (const auto fresh = next(*text)) room.commit(fresh->reveal());
}

}  // namespace oauthctl

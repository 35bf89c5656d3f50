#include "store/file/interrupted_save.h"

#include <fcntl.h>
#include <unistd.h>

#include <optional>

#include "store/file/file_errors.h"
#include "store/file/file_names.h"
#include "store/file/record_file.h"
#include "store/record_json.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

/// If the process was killed before the file was truncated, the text is followed by the zeros of the reserved room.
std::string without_room(const std::string& text) {
  return text.substr(0, text.find_last_not_of('\0') + 1);
}

/// The result of `read`; nothing for a file that is not what it should be. Throws if reading fails.
template <typename Read>
auto if_sound(const Read& read) -> decltype(read()) {
  try {
    return read();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::unavailable) throw;
    return std::nullopt;
  }
}

std::optional<Record> record_in(int directory, const std::string& profile, const std::string& name,
                                const std::string& path) {
  return if_sound([&]() -> std::optional<Record> {
    const auto text = read_record(directory, name, path, ErrorKind::unavailable);
    if (!text) return std::nullopt;
    return decode_record(text->reveal(), profile, path);
  });
}

}  // namespace

void adopt_leftover(int directory, const std::string& name, const std::string& path,
                    const std::function<bool(const std::string& text)>& is_next) {
  const std::string next = next_name(name);
  const auto text = if_sound([&] { return read_record(directory, next, path + ".new", ErrorKind::unavailable); });
  if (!text) return;
  const std::string whole = without_room(text->reveal());
  if (!is_next(whole)) return;
  const FileDescriptor file = open_at(directory, next.c_str(), O_WRONLY | O_NOFOLLOW);
  const auto cut = [&] { return ftruncate(file.get(), static_cast<off_t>(whole.size())); };
  if (!file || uninterrupted(cut) != 0 || sync(file.get()) != 0 || rename_at(directory, next, name) != 0 ||
      sync_folder(directory) != 0) {
    throw cannot("be replaced", path, ErrorKind::unavailable);
  }
}

void adopt_leftover_record(int directory, const std::string& profile, const std::string& path) {
  const std::string name = record_name(profile);
  adopt_leftover(directory, name, path, [&](const std::string& text) {
    const auto next = if_sound([&] { return std::optional<Record>(decode_record(text, profile, path + ".new")); });
    if (!next) return false;
    auto present = record_in(directory, profile, name, path);
    if (!present) present = record_in(directory, profile, settings_name(profile), path);
    // One that waits for a cluster usually stands alone. Its revision tells later whether it still counts.
    return present ? next->serial == present->serial + 1 : next->revision.has_value();
  });
}

}  // namespace oauthctl

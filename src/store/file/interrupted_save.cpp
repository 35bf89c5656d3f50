#include "store/file/interrupted_save.h"

#include <fcntl.h>
#include <unistd.h>

#include "store/file/file_errors.h"
#include "store/file/file_names.h"
#include "store/file/record_file.h"
#include "store/record_json.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

struct Leftover {
  Record record;
  std::size_t size = 0;
};

/// If the process was killed before the file was truncated, the text is followed by the zeros of the reserved room.
std::string without_room(const std::string& text) {
  return text.substr(0, text.find_last_not_of('\0') + 1);
}

/// A valid record; nothing for any other content. Throws if reading fails.
std::optional<Leftover> read(int directory, const std::string& profile, const std::string& name,
                             const std::string& path) {
  try {
    const auto text = read_record(directory, name, path, ErrorKind::unavailable);
    if (!text) return std::nullopt;
    const std::string whole = without_room(text->reveal());
    return Leftover{decode_record(whole, profile, path), whole.size()};
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::unavailable) throw;
    return std::nullopt;
  }
}

}  // namespace

void adopt_leftover(int directory, const std::string& profile, const std::string& path) {
  const std::string name = reservation_name(profile);
  const auto next = read(directory, profile, name, path + ".new");
  if (!next) return;
  auto present = read(directory, profile, record_name(profile), path);
  if (!present) present = read(directory, profile, settings_name(profile), path);
  if (!present || next->record.serial != present->record.serial + 1) return;
  const FileDescriptor file = open_at(directory, name.c_str(), O_WRONLY | O_NOFOLLOW);
  const auto cut = [&] { return ftruncate(file.get(), static_cast<off_t>(next->size)); };
  if (!file || uninterrupted(cut) != 0 || sync(file.get()) != 0 ||
      rename_at(directory, name, record_name(profile)) != 0 || sync_folder(directory) != 0) {
    throw cannot("be replaced", path, ErrorKind::unavailable);
  }
}

}  // namespace oauthctl

#include "store/file/file_store.h"

#include <unistd.h>

#include "store/file/directory.h"
#include "store/file/file_names.h"
#include "store/file/profile_files.h"
#include "store/file/profile_lock.h"
#include "store/file/record_file.h"
#include "store/profile_name.h"
#include "store/record_json.h"

namespace oauthctl {

std::string FileStore::where(std::string_view profile) const {
  const std::string record = directory_ + '/' + record_name(profile);
  const std::string settings = directory_ + '/' + settings_name(profile);
  const bool has_signed_out = access(record.c_str(), F_OK) != 0 && access(settings.c_str(), F_OK) == 0;
  return has_signed_out ? settings : record;
}

std::optional<Record> FileStore::load(std::string_view profile) const {
  require_profile_name(profile);
  const FileDescriptor directory = open_directory(directory_);
  if (!directory) return std::nullopt;
  const auto found = read_record_or_settings(directory.get(), profile, directory_);
  if (!found) return std::nullopt;
  return decode_record(found->text.reveal(), profile, directory_ + '/' + record_name(profile));
}

std::vector<std::string> FileStore::profiles() const {
  return profiles_in(directory_);
}

std::unique_ptr<FileTurn> FileStore::take_file_turn(std::string_view profile, std::chrono::milliseconds patience,
                                                    const TokenStore& records, LockFile file) {
  return std::make_unique<FileTurn>(std::string(profile), directory_,
                                    lock_for_turn(directory_, profile, patience, records, file));
}

std::unique_ptr<Turn> FileStore::take_turn(std::string_view profile, std::chrono::milliseconds patience) {
  return take_file_turn(profile, patience, *this, LockFile::of_profile);
}

Hold FileStore::begin_login(std::string_view profile) {
  return lock_for_login(directory_, profile);
}

}  // namespace oauthctl

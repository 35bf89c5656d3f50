#include "store/file_store.h"

#include "store/directory.h"
#include "store/file_names.h"
#include "store/profile_files.h"
#include "store/profile_lock.h"
#include "store/profile_name.h"
#include "store/record_file.h"
#include "store/record_json.h"

namespace oauthctl {

std::string FileStore::where(std::string_view profile) const {
  return directory_ + '/' + record_name(profile);
}

std::optional<Record> FileStore::load(std::string_view profile) const {
  require_profile_name(profile);
  const FileDescriptor directory = open_directory(directory_);
  if (!directory) return std::nullopt;
  const auto text = read_record(directory.get(), record_name(profile), where(profile));
  if (!text) return std::nullopt;
  return decode_record(text->reveal(), profile, where(profile));
}

std::vector<std::string> FileStore::profiles() const {
  return profiles_with(directory_, record_name(""));
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

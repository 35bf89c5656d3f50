#include "store/pending_files.h"

#include <cerrno>

#include "store/file/directory.h"
#include "store/file/file_errors.h"
#include "store/file/file_names.h"
#include "store/file/file_store.h"
#include "store/file/profile_files.h"
#include "store/file/profile_lock.h"
#include "store/file/record_file.h"
#include "store/file/small_file.h"
#include "store/pending_json.h"
#include "store/profile_name.h"
#include "store/retried_calls.h"

namespace oauthctl {

bool remove_pending(int directory, std::string_view profile, const std::string& folder) {
  bool removed = false;
  bool was_there = false;
  for (const std::string& name : {pending_name(profile), pending_name(profile) + ".new"}) {
    const bool done = remove_at(directory, name) == 0;
    if (!done && errno != ENOENT) throw cannot("be removed", folder + '/' + name, ErrorKind::unavailable);
    was_there = was_there || (done && name == pending_name(profile));
    removed = removed || done;
  }
  if (removed && sync_folder(directory) != 0) throw cannot("be written", folder, ErrorKind::unavailable);
  return was_there;
}

std::string PendingFiles::path_of(std::string_view profile) const {
  return directory_ + '/' + pending_name(profile);
}

std::optional<PendingLogin> PendingFiles::load(std::string_view profile) const {
  require_profile_name(profile);
  const FileDescriptor directory = open_directory(directory_);
  if (!directory) return std::nullopt;
  const auto text = read_record(directory.get(), pending_name(profile), path_of(profile));
  if (!text) return std::nullopt;
  return decode_pending(text->reveal(), profile, path_of(profile));
}

void PendingFiles::keep(const PendingLogin& login) {
  const std::string& profile = login.record.profile;
  const LockedProfile locked = lock_for_turn(directory_, profile, renewal_patience, FileStore(directory_));
  sync_entry_of(directory_);
  replace_file(locked.directory, pending_name(profile), encode_pending(login).reveal(), path_of(profile));
}

bool PendingFiles::update(const PendingLogin& login) {
  const std::string& profile = login.record.profile;
  // A sign-out holds the lock while it deletes the file, so it does not come back.
  const LockedProfile locked = lock_for_turn(directory_, profile, renewal_patience, FileStore(directory_));
  if (!is_removable(locked.directory.get(), pending_name(profile), path_of(profile))) return false;
  replace_file(locked.directory, pending_name(profile), encode_pending(login).reveal(), path_of(profile));
  return true;
}

bool PendingFiles::take(std::string_view profile) {
  require_profile_name(profile);
  const FileDescriptor directory = open_directory(directory_);
  return directory && remove_pending(directory.get(), profile, directory_);
}

std::vector<std::string> PendingFiles::profiles() const {
  return profiles_with(directory_, pending_name(""));
}

}  // namespace oauthctl

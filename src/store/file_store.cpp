#include "store/file_store.h"

#include <unistd.h>

#include <cerrno>

#include "store/directory.h"
#include "store/file_errors.h"
#include "store/file_lock.h"
#include "store/file_names.h"
#include "store/interrupted_save.h"
#include "store/profile_files.h"
#include "store/profile_name.h"
#include "store/record_file.h"
#include "store/record_json.h"
#include "store/reservation.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

/// What a record may grow by from one renewal to the next: tokens with many claims, an account's name.
constexpr std::size_t file_growth = 64 << 10;

Error locked(std::string_view profile, LockPurpose purpose, const std::string& holder) {
  const std::string by = holder.empty() ? "another process" : "process " + holder;
  const std::string end_it = holder.empty() ? "end it" : "end it: kill " + holder;
  if (purpose == LockPurpose::login) {
    return {ErrorKind::unavailable, "another login of profile " + std::string(profile) + " is under way in " + by,
            "finish that login, or " + end_it};
  }
  return {ErrorKind::unavailable, "profile " + std::string(profile) + " is locked by " + by,
          "try again; if that process hangs, " + end_it};
}

}  // namespace

std::string FileStore::where(std::string_view profile) const {
  return path_of(record_name(profile));
}

std::optional<Record> FileStore::load(std::string_view profile) const {
  require_profile_name(profile);
  const FileDescriptor directory = open_directory(directory_);
  if (!directory) return std::nullopt;
  const auto text = read_record(directory.get(), record_name(profile), where(profile));
  if (!text) return std::nullopt;
  return decode_record(text->reveal(), profile, where(profile));
}

std::unique_ptr<Reservation> FileStore::reserve(std::string_view profile) {
  require_profile_name(profile);
  FileDescriptor directory = make_directory(directory_);
  std::size_t present = 0;
  if (const auto text = read_record(directory.get(), record_name(profile), where(profile))) {
    decode_record(text->reveal(), profile, where(profile));  // what cannot be read is not written over
    present = text->reveal().size();
  } else {
    sync_entry_of(directory_);
  }
  return std::make_unique<FileReservation>(std::move(directory), std::string(profile), where(profile),
                                           present + file_growth);
}

bool FileStore::erase(std::string_view profile) {
  require_profile_name(profile);
  const FileDescriptor directory = open_directory(directory_);
  if (!directory) return false;
  // What a killed renewal left may hold tokens too.
  if (remove_at(directory.get(), reservation_name(profile)) != 0 && errno != ENOENT) {
    throw cannot("be removed", where(profile) + ".new", ErrorKind::unavailable);
  }
  if (!is_removable(directory.get(), record_name(profile), where(profile))) return false;
  if (remove_at(directory.get(), record_name(profile)) != 0 || sync(directory.get()) != 0) {
    throw cannot("be removed", where(profile), ErrorKind::unavailable);
  }
  return true;
}

std::vector<std::string> FileStore::profiles() const {
  return profiles_with(directory_, record_name(""));
}

std::unique_ptr<ProfileLock> FileStore::lock(std::string_view profile, LockPurpose purpose,
                                             std::chrono::milliseconds patience) {
  require_profile_name(profile);
  const std::string name = purpose == LockPurpose::login ? login_lock_name(profile) : renewal_lock_name(profile);
  const FileDescriptor directory = make_directory(directory_);
  auto lock = std::make_unique<FileLock>(directory.get(), name, path_of(name));
  if (!lock->acquire(patience)) throw locked(profile, purpose, lock->holder());
  if (purpose == LockPurpose::renewal) adopt_leftover(directory.get(), std::string(profile), where(profile));
  return lock;
}

}  // namespace oauthctl

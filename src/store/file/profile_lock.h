#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"
#include "model/store.h"
#include "store/file/file_lock.h"

namespace oauthctl {

/// The folder of the records, created and opened, with a profile's lock file in it locked.
struct LockedProfile {
  FileDescriptor directory;
  FileLock lock;
  std::optional<Waited> waited;
};

/// The lock's file is removed with its profile, or stays in a folder whose records come and go.
enum class LockFile { of_profile, stays };

/// Read before a wait. The turn itself handles a failed read, because its purpose may be to delete an unreadable
/// record.
Waited seen_in(const TokenStore& store, std::string_view profile);

/// Locks the profile for a renewal. `store` is read before a wait. Throws ErrorKind::unavailable, naming the holder, if
/// it is not free within `patience`.
LockedProfile lock_for_turn(const std::string& folder, std::string_view profile, std::chrono::milliseconds patience,
                            const TokenStore& store, LockFile file = LockFile::of_profile);

/// Locks the profile for a sign-in: renewals go on meanwhile. Throws ErrorKind::unavailable if another sign-in is under
/// way.
Hold lock_for_login(const std::string& folder, std::string_view profile);

/// Removes the lock files of a profile that has been deleted, unless somebody holds them.
void remove_lock_files(const std::string& folder, std::string_view profile);

}  // namespace oauthctl

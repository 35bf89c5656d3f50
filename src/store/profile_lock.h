#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"
#include "model/store.h"
#include "store/file_lock.h"

namespace oauthctl {

/// The folder of the records, made and opened, with a profile's lock file in it locked.
struct LockedProfile {
  FileDescriptor directory;
  FileLock lock;
  std::optional<Waited> waited;
};

/// Read before a wait. Trouble with reading is left to the turn itself, which may be there to delete what cannot be
/// read.
Waited seen_in(const TokenStore& store, std::string_view profile);

/// Locks the profile for a renewal. `store` is read before a wait. Throws ErrorKind::unavailable, naming who has the
/// lock, when it is not free within `patience`.
LockedProfile lock_for_turn(const std::string& folder, std::string_view profile, std::chrono::milliseconds patience,
                            const TokenStore& store);

/// Locks the profile for a login: renewals go on meanwhile. Throws ErrorKind::unavailable when another login is under
/// way.
Hold lock_for_login(const std::string& folder, std::string_view profile);

}  // namespace oauthctl

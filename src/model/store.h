#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// Held while it lives; released by its destructor, and by the system when the process dies.
class ProfileLock {
 public:
  virtual ~ProfileLock() = default;
};

/// A store that machines share refused to save: the lock had ended while its holder was paused, and somebody else has
/// saved since. What counts is what load() gives.
class Superseded : public Error {
 public:
  explicit Superseded(const std::string& profile)
      : Error(ErrorKind::unavailable, "another machine renewed profile " + profile + " while this process was paused",
              "try again: oauthctl token -p " + profile) {}
};

/// Room on the disk for one record. Taken, under the profile's renewal lock, before a request whose answer must not be
/// lost: when this succeeded, a full disk can no longer cost a login.
class Reservation {
 public:
  virtual ~Reservation() = default;
  /// Durable when it returns: file and directory are synced and the name is replaced. At most once.
  virtual void commit(const Record& record) = 0;
};

/// What a lock is for: a login may wait for a person for minutes, and renewals go on meanwhile.
enum class LockPurpose { renewal, login };

/// One record a profile. Every failure is an Error that names the file: ErrorKind::internal for a record that is
/// corrupt, foreign or of a newer version (it is never written over), ErrorKind::usage for a profile name that cannot
/// be one, ErrorKind::unavailable for a disk that cannot be written and for a lock that was not had in time.
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  virtual std::optional<Record> load(std::string_view profile) const = 0;
  virtual std::unique_ptr<Reservation> reserve(std::string_view profile) = 0;
  virtual bool erase(std::string_view profile) = 0;
  virtual std::vector<std::string> profiles() const = 0;
  virtual std::unique_ptr<ProfileLock> lock(std::string_view profile, LockPurpose purpose,
                                            std::chrono::milliseconds patience) = 0;
  /// Where the profile's record is, for a person.
  virtual std::string where(std::string_view profile) const = 0;
};

}  // namespace oauthctl

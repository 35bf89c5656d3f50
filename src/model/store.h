#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/turn.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// A store that machines share refused to save: the lock expired while its holder was paused, and another machine has
/// saved since. The store's record counts.
class Superseded : public Error {
 public:
  explicit Superseded(const std::string& profile)
      : Error(ErrorKind::unavailable, "another machine renewed profile " + profile + " while this process was paused",
              Hint::run("oauthctl token -p " + profile, "try again")) {}
};

class TokenStore;

/// ErrorKind::login_required, for a profile that has no tokens there. If the name looks like a
/// typing error, it says which profile was probably meant.
Error not_signed_in(const std::string& profile, const TokenStore& store);

/// The record, unless its profile has signed out.
inline std::optional<Record> signed_in(std::optional<Record> record) {
  return record && !is_signed_out(*record) ? std::move(record) : std::nullopt;
}

/// Held while a copy of it exists. The system releases it when the process dies.
using Hold = std::shared_ptr<const void>;

/// How long to wait for a turn: longer than the network timeout of its holder, so that the waiter sees how that renewal
/// ended.
constexpr std::chrono::milliseconds renewal_patience{45'000};

/// Holds one record per profile. Every failure is an Error that names the file: ErrorKind::internal for a record that
/// is corrupt, foreign or of a newer version (it is never written over), ErrorKind::usage for a name that no profile
/// can have, ErrorKind::unavailable for a disk that cannot be written and for a turn that was not free in time.
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  /// Does not wait. During a save it returns the whole old or the whole new record, never a mixture.
  virtual std::optional<Record> load(std::string_view profile) const = 0;
  /// Throws ErrorKind::unavailable, naming the holder, if the turn is not free within `patience`, and
  /// ErrorKind::interrupted on a signal.
  virtual std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) = 0;
  /// While the result exists, no other sign-in of the profile begins. Renewals go on, because a sign-in may wait
  /// minutes for a person. Throws ErrorKind::unavailable at once if another sign-in is under way.
  virtual Hold begin_login(std::string_view profile) = 0;
  virtual std::vector<std::string> profiles() const = 0;
  /// Where the profile's record is, for a person.
  virtual std::string where(std::string_view profile) const = 0;
};

}  // namespace oauthctl

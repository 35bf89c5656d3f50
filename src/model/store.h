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

/// A store that machines share refused to save: the lock had ended while its holder was paused, and somebody else has
/// saved since. The store's record counts.
class Superseded : public Error {
 public:
  explicit Superseded(const std::string& profile)
      : Error(ErrorKind::unavailable, "another machine renewed profile " + profile + " while this process was paused",
              Hint::run("oauthctl token -p " + profile, "try again")) {}
};

/// Held while a copy of it lives, and given back by the system when the process dies.
using Hold = std::shared_ptr<const void>;

/// How long a turn is waited for: longer than the network timeout of whoever has it, so that a waiter sees how that
/// renewal ended.
constexpr std::chrono::milliseconds renewal_patience{45'000};

/// One record a profile. Every failure is an Error that names the file: ErrorKind::internal for a record that is
/// corrupt, foreign or of a newer version (it is never written over), ErrorKind::usage for a name that no profile can
/// have, ErrorKind::unavailable for a disk that cannot be written and for a turn that did not come in time.
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  /// Waits for nobody: the record before or after a save that is under way, never half of each.
  virtual std::optional<Record> load(std::string_view profile) const = 0;
  /// Throws ErrorKind::unavailable, naming who has the turn, when it does not come within `patience`, and
  /// ErrorKind::interrupted on a signal.
  virtual std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) = 0;
  /// While the result lives, no other login of the profile begins; renewals go on, for a login may wait for a person
  /// for minutes. Throws ErrorKind::unavailable at once when one is under way.
  virtual Hold begin_login(std::string_view profile) = 0;
  virtual std::vector<std::string> profiles() const = 0;
  /// The place of the profile's record, for a person.
  virtual std::string where(std::string_view profile) const = 0;
};

}  // namespace oauthctl

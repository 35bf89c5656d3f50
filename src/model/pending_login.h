#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/params.h"
#include "base/time.h"
#include "model/record.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The part of a pending sign-in that only the device flow has.
struct PendingDevice {
  Secret code;
  std::chrono::seconds interval{};  ///< between two polls, as the server wants it by now
  TimePoint next_poll{};            ///< not earlier
};

/// A sign-in that was begun and that no process waits for: all that is needed to judge and redeem the answer.
struct PendingLogin {
  Record record;  ///< as it will be kept, without tokens and account; has the key that the tokens will be bound to
  TimePoint expires_at{};
  bool names_places = false;  ///< see LoginPlan
  bool may_replace = false;   ///< a person agreed that the profile leaves its server or client
  Params parameters;          ///< of the request: state and nonce too
  Secret code_verifier;
  std::optional<PendingDevice> device;  ///< nothing: the code flow
};

/// Keeps at most one pending sign-in a profile, on this machine alone. Failures are those of TokenStore.
class PendingLogins {
 public:
  virtual ~PendingLogins() = default;
  virtual std::optional<PendingLogin> load(std::string_view profile) const = 0;
  /// Replaces the one that may be there.
  virtual void keep(const PendingLogin& login) = 0;
  /// Replaces it unless it is gone by now: a sign-out ends it. False: it is gone.
  virtual bool update(const PendingLogin& login) = 0;
  /// Deletes it. Durable when it returns. False: another process has taken it, or nothing was pending. May be called in
  /// a turn of the profile.
  virtual bool take(std::string_view profile) = 0;
};

}  // namespace oauthctl

#pragma once

#include <string>

#include "oauth/introspection.h"
#include "oauth/userinfo.h"
#include "session/services.h"

namespace oauthctl {

/// What the server says of the access token, and which of its endpoints said so.
struct Validation {
  bool active = false;
  std::string by;  ///< `introspection`, `signature`, `userinfo` or `tokeninfo`
  std::string scope;
  std::optional<TimePoint> expires_at;
  Account account;
};

/// Asks introspection (RFC 7662), else judges a JWT by the server's keys (RFC 9068), else asks userinfo; for Google,
/// tokeninfo. An endpoint that is absent or refuses this
/// client is passed over. Throws ErrorKind::protocol when nothing is left to ask.
Validation validate(const Record& record, const Services& services);

}  // namespace oauthctl

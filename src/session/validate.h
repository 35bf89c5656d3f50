#pragma once

#include <optional>
#include <string>

#include "oauth/identity/introspection.h"
#include "oauth/identity/userinfo.h"
#include "session/party.h"

namespace oauthctl {

/// The account of the record's token, from the userinfo endpoint, with a proof if the token is bound to a key. A client
/// that is registered for signed answers accepts no others. Nothing if the token is refused. Throws as the functions of
/// oauth/identity/userinfo.h do.
std::optional<Account> ask_userinfo(const Party& party, const Record& record, const Services& services);

/// The server's verdict on the access token, and which of its endpoints gave it.
struct Validation {
  bool active = false;
  std::string by;  ///< `introspection`, `signature`, `userinfo` or `tokeninfo`
  std::string scope;
  std::optional<TimePoint> expires_at;
  Account account;
};

/// Asks introspection (RFC 7662), else judges a JWT by the server's keys (RFC 9068), else asks userinfo; for Google,
/// tokeninfo. An endpoint that is absent or refuses this client is skipped. Throws ErrorKind::protocol if no endpoint
/// is left to ask.
Validation validate(const Record& record, const Services& services);

}  // namespace oauthctl

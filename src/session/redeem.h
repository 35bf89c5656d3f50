#pragma once

#include "model/token_set.h"
#include "oauth/token_request.h"
#include "session/services.h"

namespace oauthctl {

struct Redeemed {
  TokenSet tokens;
  std::optional<TimePoint> server_time;  ///< by the server's own clock, as far as it shows it
  bool basic_unencoded = false;          ///< to be remembered with the profile: see Client
};

/// Presents a grant at the token endpoint and returns what it was worth. An error answer is thrown with the kind that
/// kind_of() gives it. With a DPoP key the tokens must be bound to it (RFC 9449 §5): others are ErrorKind::protocol. A
/// token exchange that gave something else than was asked for throws as check_issued_token_type() does.
Redeemed redeem(const Party& party, const Secret& dpop_key, const Grant& grant, const Services& services);

}  // namespace oauthctl

#pragma once

#include "model/token_set.h"
#include "oauth/token_request.h"
#include "session/services.h"

namespace oauthctl {

struct Redeemed {
  TokenSet tokens;
  std::optional<TimePoint> server_time;  ///< by the server's own clock, if it shows it
  Account account;                       ///< if the answer itself names one
  bool basic_unencoded = false;          ///< must be remembered with the profile: see Client
};

/// Presents a grant at the token endpoint and returns its tokens. Throws an error answer with the kind that kind_of()
/// gives it. With a DPoP key, throws ErrorKind::protocol for tokens that are not bound to it (RFC 9449 §5). Throws as
/// check_issued_token_type() does if a token exchange gave another type than was asked for.
Redeemed redeem(const Party& party, const Secret& dpop_key, const Grant& grant, const Services& services);

}  // namespace oauthctl

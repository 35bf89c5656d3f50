#pragma once

#include <optional>

#include "model/token_set.h"
#include "oauth/authorization.h"
#include "oauth/id_token.h"
#include "session/login_plan.h"

namespace oauthctl {

/// Whether the answer comes in the fragment, which is how tokens come unless the client asks for a form (Multiple
/// Response Types §5, JARM §2.3.4).
bool comes_in_fragment(const ResponseType& response_type, const Client& client);

/// RFC 9700 §2.1.2.
void warn_of_front_channel(const ResponseType& response_type, const Services& services);

/// What came through the browser beside a code or in its place.
struct FrontChannel {
  TokenSet tokens;
  std::optional<IdTokenClaims> claims;  ///< of the ID token; nothing: none was asked for
};

/// Judges the answer, and the ID token in it by what else is in it. Throws as check_front_channel() and
/// check_id_token() do.
FrontChannel read_front_channel(const LoginPlan& plan, const AuthorizationRequest& asked, const Params& answer,
                                IdTokenContext expected, const Services& services);

}  // namespace oauthctl

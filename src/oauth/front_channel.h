#pragma once

#include "base/time.h"
#include "model/token_set.h"
#include "oauth/authorization.h"
#include "oauth/id_token.h"

namespace oauthctl {

// Tokens that come through the browser: the implicit flow (RFC 6749 §4.2, OpenID Connect Core §3.2) and the hybrid flow
// (Core §3.3). RFC 9700 §2.1.2 says not to ask for them; this is for servers that know no better.

/// Judges the answer as check_callback() does, and gives the tokens that were asked for in place of a code or beside
/// it. A refresh token in it is not taken (RFC 6749 §4.2.2). The ID token still has to be verified.
TokenSet check_front_channel(const ServerMetadata& server, const AuthorizationRequest& request, const Params& response,
                             TimePoint now);

/// A login that brought an ID token alone, as a record keeps it: what there is to print is no access token, and ends
/// when it does.
TokenSet as_only_token(TokenSet tokens, const IdTokenClaims& claims);

}  // namespace oauthctl

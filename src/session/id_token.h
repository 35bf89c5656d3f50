#pragma once

#include "oauth/authorization.h"
#include "oauth/id_token.h"
#include "session/server_keys.h"

namespace oauthctl {

/// verify_id_token() of a signed token with the keys that the server publishes; they are asked for once more, past
/// caches, when none of them made the signature, for the server may have changed them in between. No request for a
/// token that needs none.
IdTokenClaims check_id_token(const Secret& id_token, const ServerMetadata& server, const Client& client,
                             const IdTokenContext& context, const Services& services);

/// What the authorization request asked of the ID token: max_age, acr_values and an essential acr of its claims
/// parameter, from its URL. Throws ErrorKind::usage for a max_age that is no number of seconds.
IdTokenContext expected_of(const AuthorizationRequest& asked);

}  // namespace oauthctl

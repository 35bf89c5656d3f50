#pragma once

#include "base/time.h"
#include "jose/jwk_set.h"
#include "model/client.h"
#include "model/metadata.h"
#include "oauth/introspection.h"

namespace oauthctl {

/// Whether the token says of itself that it is a JWT of RFC 9068. Any other is opaque to its client, whatever it looks
/// like.
bool is_jwt_access_token(const Secret& token);

/// RFC 9068 §4, as far as a client can: signature, iss, client_id, exp. That the token was revoked since cannot be seen
/// here. Throws ErrorKind::protocol for a token that is not this server's or not this client's; one that has expired is
/// not active.
Introspection verify_jwt_access_token(const Secret& token, const ServerMetadata& server, const Client& client,
                                      const JwkSet& keys, TimePoint now);

}  // namespace oauthctl

#pragma once

#include "base/entropy.h"
#include "base/params.h"
#include "base/time.h"
#include "model/client.h"
#include "model/metadata.h"

namespace oauthctl {

/// Whether authorization requests are signed: the server requires it, or the client is registered for it.
bool needs_request_object(const ServerMetadata& server, const Client& client);

/// The parameters of an authorization request as a signed request object (RFC 9101 §4), and beside it what must stay
/// outside: client_id, and what OpenID Connect Core §6.1 wants there. Throws ErrorKind::usage where the client has no
/// key or secret for it.
Params signed_request(const ServerMetadata& server, const Client& client, const Params& parameters, TimePoint now,
                      const Entropy& entropy);

}  // namespace oauthctl

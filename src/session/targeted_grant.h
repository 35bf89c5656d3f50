#pragma once

#include "oauth/token_request.h"
#include "session/party.h"

namespace oauthctl {

// The grants that obtain a token for a target from the profile's login. `party` is that of aim().

/// The party that requests a token for the target: its `resource` is the target's. A target that only names a scope is
/// for the profile's own resources.
Party aim(Party party, const Target& target);

/// The refresh token with the target's resource (RFC 8707 §2.2), audience and scope; for a profile that
/// needs_no_person() its own grant with them.
Grant grant_for(const Record& record, const Target& target, const Party& party, const Services& services);

/// Whether the server offers to exchange a token for another (RFC 8693).
bool offers_exchange(const ServerMetadata& server);

/// The exchange of the record's own access token for one for the target.
TokenExchangeGrant exchange_for(const Record& record, const Target& target);

/// As aim(), for an exchange: the parameters of the sign-in are not for it.
Party exchanging(Party party);

}  // namespace oauthctl

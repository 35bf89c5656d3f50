#pragma once

#include <optional>

#include "oauthctl/jwks_request.h"
#include "session/services.h"

namespace oauthctl {

/// The keys that the server publishes. Throws as jwks_request() and parse_jwks_response() do.
JwkSet fetch_keys(const ServerMetadata& server, Freshness freshness, const Services& services);

/// The same for a JWT that one of them should have signed: when none did, they are asked for
/// once more, past caches, for the server may have changed them in between.
JwkSet keys_for(const Secret& jwt, const ServerMetadata& server, const Services& services);

/// The same for an answer that is to be signed by `alg`; nothing where none are needed: for a MAC, and for a refusal.
std::optional<JwkSet> keys_for_answer(const HttpResponse& answer, const std::string& alg, const ServerMetadata& server,
                                      const Services& services);

}  // namespace oauthctl

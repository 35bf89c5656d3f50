#pragma once

#include "base/json.h"
#include "jose/algorithm.h"
#include "oauth/identity/id_token.h"

namespace oauthctl {

/// The claims as written. Throws for a missing iss, sub or aud and for any of the wrong type.
IdTokenClaims read_claims(const JsonObject& claims);

/// The checks that other tokens of the server need too.
void check_issuer(const JsonObject& claims, const ServerMetadata& server);
void check_audience(const JsonObject& claims, const Client& client);
/// `server_time` as in IdTokenContext.
void check_expiry(const JsonObject& claims, TimePoint now, const std::optional<TimePoint>& server_time = {});

/// Every check of OpenID Connect Core §3.1.3.7 except the signature.
void check_claims(const JsonObject& claims, const SignatureAlgorithm& algorithm, const ServerMetadata& server,
                  const Client& client, const IdTokenContext& context, TimePoint now);

}  // namespace oauthctl

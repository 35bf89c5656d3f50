#pragma once

#include "jose/jwk_set.h"
#include "model/http.h"
#include "model/metadata.h"

namespace oauthctl {

/// Whether an answer may come from a cache on the way.
enum class Freshness { any, revalidated };

/// The server's key set, from its jwks_uri (RFC 8414 §2). Throws ErrorKind::usage where there is none.
HttpRequest jwks_request(const ServerMetadata& server, Freshness freshness);

/// Throws ErrorKind::unavailable for 429 and 5xx, ErrorKind::protocol for anything else that is no key set.
JwkSet parse_jwks_response(const HttpResponse& response);

}  // namespace oauthctl

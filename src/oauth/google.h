#pragma once

#include <optional>

#include "base/params.h"
#include "model/client.h"
#include "model/http.h"
#include "model/server/metadata.h"
#include "oauth/identity/introspection.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// Decided by the host of the issuer or of the token endpoint, because Google's client file names no issuer.
bool is_google(const ServerMetadata& server);

/// The extra parameters of an authorization request to Google, which hands out a refresh token only for
/// access_type=offline, and only at the first consent. A profile without one therefore gets prompt=consent. Parameters
/// that `extra` or the client names stay as they are.
Params with_google_defaults(Params extra, const Client& client, bool holds_refresh_token);

/// Google has no introspection endpoint; its tokeninfo tells the same about an access token to anyone who holds it.
HttpRequest tokeninfo_request(const Secret& access_token);

/// Not active for invalid_token. Throws as parse_introspection_response does. Nothing for any other 4xx.
std::optional<Introspection> parse_tokeninfo_response(const HttpResponse& response);

}  // namespace oauthctl

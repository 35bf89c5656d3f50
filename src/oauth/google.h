#pragma once

#include "oauthctl/client.h"
#include "oauthctl/metadata.h"
#include "oauthctl/params.h"

namespace oauthctl {

/// By the issuer's or the token endpoint's host: Google's client file names no issuer.
bool is_google(const ServerMetadata& server);

/// The extra parameters of an authorization request to Google, which hands out a refresh token only for
/// access_type=offline, and only at the first consent: hence prompt=consent for a profile that holds none. What `extra`
/// or the client names already stays as it is.
Params with_google_defaults(Params extra, const Client& client, bool holds_refresh_token);

}  // namespace oauthctl

#pragma once

#include "oauth/client_auth.h"

namespace oauthctl {

// RFC 7523 §2.2 and OpenID Connect Core §9: the client proves who it is by signing, and its secret or key stays here.

/// The issuer at every endpoint (RFC 7523 §3 item 3): it names one server, while an endpoint's URL may stand in
/// another server's metadata too, and an assertion for it could be taken there and presented here.
const std::string& assertion_audience(const ServerMetadata& server);

/// Signed with the client's private key.
ClientAuth private_key_jwt(TimePoint now, const Entropy& entropy);

/// With a MAC of the client's secret.
ClientAuth client_secret_jwt(TimePoint now, const Entropy& entropy);

}  // namespace oauthctl

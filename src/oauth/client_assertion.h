#pragma once

#include "oauthctl/client_auth.h"

namespace oauthctl {

// RFC 7523 §2.2 and OpenID Connect Core §9: the client proves who it is by signing, and its secret or key stays here.

/// Signed with the client's private key.
ClientAuth private_key_jwt(TimePoint now, const Entropy& entropy);

/// With a MAC of the client's secret.
ClientAuth client_secret_jwt(TimePoint now, const Entropy& entropy);

}  // namespace oauthctl

#pragma once

#include <string>

#include "base/entropy.h"
#include "base/time.h"
#include "model/client.h"
#include "model/server/metadata.h"
#include "model/server/party.h"
#include "oauth/client/client_auth.h"
#include "oauthctl/secret.h"

namespace oauthctl {

// RFC 7523 §2.2 and OpenID Connect Core §9: the client proves who it is by signing, and its secret or key stays here.

/// The issuer at every endpoint (RFC 7523 §3 item 3), because it names one server. Another server's metadata may name
/// the same endpoint URL, and that server could then collect an assertion and present it here.
const std::string& assertion_audience(const ServerMetadata& server);

/// Signed with the client's private key.
ClientAuth private_key_jwt(TimePoint now, const Entropy& entropy);

/// With a MAC of the client's secret.
ClientAuth client_secret_jwt(TimePoint now, const Entropy& entropy);

/// The assertion (RFC 7523 §3) that Google's service accounts present: RS256, for the token endpoint, with the scope in
/// it; expires in an hour. `subject` is the person to impersonate (domain-wide delegation); empty: nobody. Throws
/// ErrorKind::usage for a key that cannot be read.
Secret service_account_assertion(const Party& party, const std::string& subject, const std::string& scope,
                                 TimePoint now);

/// The assertion of a client with a key of its own (RFC 7523 §3), for the issuer; expires in a minute. `subject` is the
/// account that it asks for; empty: the client itself. Throws ErrorKind::usage if the client has no key that can sign.
Secret client_grant_assertion(const Party& party, const std::string& subject, TimePoint now, const Entropy& entropy);

}  // namespace oauthctl

#pragma once

#include <string>

#include "base/entropy.h"
#include "base/time.h"
#include "model/client.h"
#include "model/client_file.h"
#include "model/metadata.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The assertion (RFC 7523 §3) that Google's service accounts present: RS256, for the token endpoint, good for an hour,
/// with the scope in it. `subject` is the person to stand in for (domain-wide delegation); empty: nobody. Throws
/// ErrorKind::usage for a key that cannot be read.
Secret service_account_assertion(const ServiceAccount& account, const ServerMetadata& server,
                                 const std::string& subject, const std::string& scope, TimePoint now);

/// The assertion of a client with a key of its own (RFC 7523 §3), for the issuer, good for a minute. `subject` is whom
/// it asks for; empty: for itself. Throws ErrorKind::usage where the client has no key that can sign.
Secret client_grant_assertion(const Client& client, const ServerMetadata& server, const std::string& subject,
                              TimePoint now, const Entropy& entropy);

}  // namespace oauthctl

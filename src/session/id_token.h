#pragma once

#include <optional>

#include "oauth/authorization.h"
#include "oauth/discovery.h"
#include "oauth/identity/id_token.h"
#include "oauthctl/error.h"
#include "session/services.h"

namespace oauthctl {

/// verify_id_token() of a signed token with the keys that the server publishes; they are asked for once more, past
/// caches, when none of them made the signature, for the server may have changed them in between. No request for a
/// token that needs none.
IdTokenClaims check_id_token(const Secret& id_token, const ServerMetadata& server, const Client& client,
                             const IdTokenContext& context, const Services& services);

/// The keys that the server publishes. Throws as jwks_request() and parse_jwks_response() do.
JwkSet fetch_keys(const ServerMetadata& server, Freshness freshness, const Services& services);

/// What `verify` makes of the keys that the server publishes. Where it fails and none of them signed the JWT, it is
/// done once more with keys that were asked for past caches. A signature that holds is verified once.
template <typename Verify>
auto by_server_keys(const Secret& jwt, const ServerMetadata& server, const Services& services, const Verify& verify) {
  const JwkSet keys = fetch_keys(server, Freshness::any, services);
  try {
    return verify(keys);
  } catch (const Error&) {
    if (is_signed_by(keys, jwt)) throw;
  }
  return verify(fetch_keys(server, Freshness::revalidated, services));
}

/// The keys for an answer that is to be signed by `alg`, asked for once more in the same way; nothing where none are
/// needed: for a MAC, and for a refusal.
std::optional<JwkSet> keys_for_answer(const HttpResponse& answer, const std::string& alg, const ServerMetadata& server,
                                      const Services& services);

}  // namespace oauthctl

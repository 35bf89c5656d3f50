#pragma once

#include <optional>

#include "oauth/authorization.h"
#include "oauth/identity/id_token.h"
#include "oauth/server/discovery.h"
#include "oauthctl/error.h"
#include "session/services.h"

namespace oauthctl {

/// Runs verify_id_token() on a signed token with the server's published keys. If none of them made the signature,
/// fetches them again, bypassing caches, because the server may have changed them. Sends no request for a token that
/// does not need one.
IdTokenClaims check_id_token(const Secret& id_token, const ServerMetadata& server, const Client& client,
                             const IdTokenContext& context, const Services& services);

/// The loss that a signal would cause while the keys are asked for.
enum class AtStake { nothing, renewed_token };

/// The keys that the server publishes. Throws as jwks_request() and parse_jwks_response() do. With a renewed token at
/// stake, the first signal says so, and the second one ends the wait.
JwkSet fetch_keys(const ServerMetadata& server, Freshness freshness, const Services& services,
                  AtStake at_stake = AtStake::nothing);

/// Runs `verify` with the server's published keys. If it fails and none of them signed the JWT, fetches the keys again,
/// bypassing caches, and retries once. A valid signature is verified only once.
template <typename Verify>
auto by_server_keys(const Secret& jwt, const ServerMetadata& server, const Services& services, const Verify& verify,
                    AtStake at_stake = AtStake::nothing) {
  const JwkSet keys = fetch_keys(server, Freshness::any, services, at_stake);
  try {
    return verify(keys);
  } catch (const Error&) {
    if (is_signed_by(keys, jwt)) throw;
  }
  return verify(fetch_keys(server, Freshness::revalidated, services, at_stake));
}

/// The keys for an answer that must be signed by `alg`, fetched again in the same way. Nothing if no key is needed: for
/// a MAC and for a refusal.
std::optional<JwkSet> keys_for_answer(const HttpResponse& answer, const std::string& alg, const ServerMetadata& server,
                                      const Services& services);

}  // namespace oauthctl

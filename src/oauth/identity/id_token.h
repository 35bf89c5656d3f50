#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "jose/keys/jwk_set.h"
#include "model/client.h"
#include "model/server/metadata.h"
#include "oauth/identity/expectation.h"
#include "oauth/identity/userinfo.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The claims of an ID token (OpenID Connect Core §2) that are used here.
struct IdTokenClaims {
  std::string iss;
  std::vector<std::string> aud;
  Secret nonce;
  Account account;  ///< its `sub` is never empty
  std::optional<TimePoint> expires_at;
};

/// The request's expectation and the values that came beside the token. The token must agree with both.
struct IdTokenContext {
  std::optional<Expectation> asked = {};      ///< without it every token is refused
  Secret code = {};                           ///< for c_hash; empty: not looked at
  Secret access_token = {};                   ///< for at_hash; empty: not looked at
  std::optional<TimePoint> server_time = {};  ///< the server's time when the token came: for messages
  /// The token came through the browser, where others can write too, so it must have a signature, a nonce and the
  /// hashes of the values beside it (Core §3.2.2.11, §3.3.2.12).
  bool from_browser = false;
  bool is_renewal = false;                        ///< it came with a renewal, which has spent the old refresh token
  std::optional<IdTokenClaims> beside_code = {};  ///< of the token beside the code: iss and sub must be the same
};

/// The algorithms that the client's ID tokens may be signed with: the one that it is registered for; else RS256 (OpenID
/// Connect Dynamic Client Registration §2); else, at a server whose metadata leaves out RS256, those with a public key
/// that it lists. Never empty, and never the token's choice.
std::vector<std::string> id_token_algorithms(const ServerMetadata& server, const Client& client);

/// Whether the server's keys are needed to check such a token: not for HS256 and the like, and not if the server
/// publishes none. In that case the token is trusted because it came directly from the token endpoint over TLS (Core
/// §3.1.3.7 item 6).
bool needs_published_keys(const ServerMetadata& server, const Client& client);

/// Whether one of these keys signed this JWT. If not, the server may have changed its keys since they were fetched.
bool is_signed_by(const JwkSet& keys, const Secret& jwt);

/// OpenID Connect Core §3.1.3.7, §3.2.2.11, §3.3.2.12 and §3.3.3.6: signature, iss, aud, azp, exp, iat, nbf, nonce,
/// at_hash, c_hash, auth_time and acr. Throws ErrorKind::protocol naming the claim, its value and the expected one.
IdTokenClaims verify_id_token(const Secret& id_token, const ServerMetadata& server, const Client& client,
                              const std::optional<JwkSet>& keys, const IdTokenContext& context, TimePoint now);

/// The claims of a token that was checked before, such as one that is stored. Nothing is checked again.
IdTokenClaims read_id_token(const Secret& id_token);

/// OpenID Connect Core §12.2: a token that comes with a renewal must be about the same sign-in: the same iss and sub,
/// an aud that includes the first one's, and the same nonce if it has one.
void require_same_login(const IdTokenClaims& first, const IdTokenClaims& renewed);

}  // namespace oauthctl

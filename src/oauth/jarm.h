#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "jose/keys/jwk_set.h"
#include "model/client.h"
#include "model/server/metadata.h"
#include "oauth/authorization.h"

namespace oauthctl {

/// Whether the client asks for the authorization response as a signed JWT: JWT Secured Authorization Response Mode
/// (JARM) §2.3.
bool wants_signed_response(const Client& client);

/// The algorithm that it must be signed with: the one that the client is registered for, else RS256 (JARM §3).
std::string signed_response_algorithm(const Client& client);

/// Throws ErrorKind::usage if such a response could not be checked: by an unknown algorithm, by a client without a
/// secret, from a server whose issuer or keys are not known, encrypted for a key that the client does not have.
void require_checkable_response(const ServerMetadata& server, const Client& client);

/// The response from inside the JWE, if the client is registered for one (JARM §2.2). Anything else stays as it came.
/// Throws as decrypted() does.
Params decrypted_response(const Params& received, const Client& client);

/// Whether these parameters claim to answer our request: our state is in the JWT or beside it. Nobody else knows the
/// state, but it proves nothing else in the answer.
bool claims_to_answer(const AuthorizationRequest& request, const Params& received);

/// Whether one of these keys made the response's signature. If not, the server may have changed its keys since.
bool is_signed_by(const JwkSet& keys, const Params& received);

/// The parameters inside the JWT, once its signature, iss, aud and exp hold (JARM §2.4). `keys` are the server's; they
/// are ignored if the algorithm is a MAC. Parameters beside the JWT do not count. Throws ErrorKind::protocol.
/// check_callback() judges state, code and error.
Params verify_signed_response(const Params& received, const ServerMetadata& server, const Client& client,
                              const std::optional<JwkSet>& keys, TimePoint now);

}  // namespace oauthctl

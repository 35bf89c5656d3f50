#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "model/http.h"
#include "model/server/metadata.h"
#include "oauth/authorization.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A new key to bind tokens to, as a private JWK with its `alg`: ES256 unless the server lists only others. Throws
/// ErrorKind::usage for a server that accepts none of ours.
Secret new_dpop_key(const ServerMetadata& server);

/// The key's thumbprint, for `dpop_jkt` (RFC 9449 §10) and `cnf` (§6.1).
std::string dpop_jkt(const Secret& key);

/// The inputs of a proof (RFC 9449 §4.2).
struct DpopProof {
  Secret key;
  Secret access_token;  ///< for `ath`; empty at the authorization server, which gets none
  std::string nonce;    ///< the server's; empty: it gave none
};

/// The request with a proof of its method and URL in its DPoP header. The proof can be used only once, so such a
/// request is neither repeated nor redirected.
HttpRequest with_dpop_proof(HttpRequest request, const DpopProof& proof, const Entropy& entropy, TimePoint now);

/// The nonce for the next proof to this server (RFC 9449 §8.2); empty if the answer has none that is valid.
std::string dpop_nonce(const HttpResponse& response);

/// Whether the server refused only because its nonce was missing: then it did nothing, and the grant is still unused
/// (RFC 9449 §8, §9).
bool wants_dpop_nonce(const HttpResponse& response);

}  // namespace oauthctl

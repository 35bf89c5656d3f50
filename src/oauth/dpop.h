#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "model/http.h"
#include "model/metadata.h"
#include "oauth/authorization.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A new key to bind tokens to, as a private JWK with its `alg`: ES256 unless the server lists others alone. Throws
/// ErrorKind::usage for a server that takes none of ours.
Secret new_dpop_key(const ServerMetadata& server);

/// The key's thumbprint, for `dpop_jkt` (RFC 9449 §10) and `cnf` (§6.1).
std::string dpop_jkt(const Secret& key);

/// What a proof is made with and made for (RFC 9449 §4.2).
struct DpopProof {
  Secret key;
  Secret access_token;  ///< for `ath`; empty at the authorization server, where none is presented
  std::string nonce;    ///< the server's; empty: it gave none
};

/// The request with a proof of its method and URL in its DPoP header. It is good once: such a request is neither
/// repeated nor redirected.
HttpRequest with_dpop_proof(HttpRequest request, const DpopProof& proof, const Entropy& entropy, TimePoint now);

/// The nonce for the next proof to this server (RFC 9449 §8.2); empty when there is none, or none that could be one.
std::string dpop_nonce(const HttpResponse& response);

/// Whether the server refused only for want of its nonce: nothing was done and nothing was spent (RFC 9449 §8, §9).
bool wants_dpop_nonce(const HttpResponse& response);

}  // namespace oauthctl

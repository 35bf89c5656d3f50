#pragma once

#include <functional>

#include "model/dpop_nonces.h"
#include "oauth/dpop.h"

namespace oauthctl {

struct Services;

/// Sends what `make` makes with a proof in it (RFC 9449 §4), and once more where the server first wants its nonce in
/// the proof: such an answer says that nothing was done, so also a code may be presented again (§8). `make` is called
/// for each of the two, for a client assertion is good but once. Without a key it is sent as it is.
HttpResponse send_with_proof(const std::function<HttpRequest()>& make, DpopProof proof, const Services& services);

}  // namespace oauthctl

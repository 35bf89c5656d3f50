#pragma once

#include <chrono>

#include "base/params.h"

namespace oauthctl {

/// Nothing is kept for longer, whatever the server says: withdrawn keys must not be trusted forever.
inline constexpr std::chrono::seconds longest_freshness = std::chrono::hours{24};

/// How long an answer with these headers may be used from now on without asking again (RFC 9111 §4.2, for a private
/// cache): max-age less Age, capped. Zero without a max-age, with no-store or no-cache, with Vary: *, and if a number
/// is malformed or repeated.
std::chrono::seconds freshness(const Params& headers);

/// Whether a request with these headers forbids a kept answer (RFC 9111 §5.2.1.4).
bool wants_fresh(const Params& headers);

}  // namespace oauthctl

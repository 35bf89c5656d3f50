#pragma once

#include <optional>

#include "base/time.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The `exp` of an ID token that was verified when it came (OpenID Connect Core §2). Nothing if it does not say.
std::optional<TimePoint> id_token_expiry(const Secret& id_token);

}  // namespace oauthctl

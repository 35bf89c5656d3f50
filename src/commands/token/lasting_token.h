#pragma once

#include "commands/token/token_formats.h"
#include "session/token_demand.h"

namespace oauthctl {
struct Services;
}

namespace oauthctl::cli {

/// The profile's record with such a token in it, renewed if it must be. `is_due`: the caller has seen that it must.
/// Throws ErrorKind::login_required if a renewal brings no ID token that lasts.
Record lasting_token(const std::string& profile, TokenType type, TokenDemand demand, const Services& services);

}  // namespace oauthctl::cli

#pragma once

#include "commands/token_formats.h"
#include "session/token_demand.h"

namespace oauthctl {
struct Services;
}

namespace oauthctl::cli {

/// Whether the record's token of that type lasts that long. An ID token that does not say when it expires lasts as long
/// as the access token that came with it.
bool lasts(const Record& record, TokenType type, TimePoint now, std::chrono::seconds min_ttl);

/// The profile's record with such a token in it, renewed if it must be. `is_due`: the caller has seen that it must.
/// Throws ErrorKind::login_required if a renewal brings no ID token that lasts.
Record lasting_token(const std::string& profile, TokenType type, TokenDemand demand, const Services& services);

}  // namespace oauthctl::cli

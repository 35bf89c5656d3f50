#pragma once

#include <string>

#include "session/services.h"
#include "session/token_demand.h"

namespace oauthctl {

/// The profile's record with a valid access token: from disk if it is valid for long enough, else renewed under the
/// profile's lock. Takes over a token that somebody else obtained since this call began, so that many calls at once
/// cost one request. With the default margin, if a renewal fails, it returns the old token with a warning until it
/// expires. A token for a target is kept, found and renewed in the same way, beside the profile's own.
Record token(const std::string& profile, const TokenDemand& demand, const Services& services);

/// As stored; throws ErrorKind::login_required for a profile that is not signed in.
Record load_record(const std::string& profile, const TokenStore& store);

/// The profile's turn, with a record in it; throws as load_record() does.
std::unique_ptr<Turn> take_turn_at_record(const std::string& profile, TokenStore& store);

}  // namespace oauthctl

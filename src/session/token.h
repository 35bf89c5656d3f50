#pragma once

#include <string>

#include "session/services.h"
#include "session/token_demand.h"

namespace oauthctl {

/// The profile's record with an access token in it that works: from disk when it lives long enough, else renewed under
/// the profile's lock. A token that somebody else obtained since this call began is taken over, so that many calls at
/// once cost one request. With the default margin a token that still lives is served, with a warning, when its renewal
/// fails. A token of less scope is asked of the server each time, and is not kept: the profile's own stays.
Record token(const std::string& profile, const TokenDemand& demand, const Services& services);

/// As stored; throws ErrorKind::login_required when there is none.
Record load_record(const std::string& profile, const TokenStore& store);

/// The profile's turn, with a record in it; throws as load_record() does.
std::unique_ptr<Turn> take_turn_at_record(const std::string& profile, TokenStore& store);

}  // namespace oauthctl

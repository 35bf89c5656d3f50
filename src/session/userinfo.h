#pragma once

#include "oauthctl/userinfo.h"
#include "session/services.h"

namespace oauthctl {

/// Who the record's token speaks for, by the userinfo endpoint, with a proof where the token is bound to a key. Nothing
/// when the token is refused. Throws as parse_userinfo_response() does.
std::optional<Account> ask_userinfo(const ServerMetadata& server, const Record& record, const Services& services);

}  // namespace oauthctl

#pragma once

#include <optional>

#include "oauth/userinfo.h"
#include "session/services.h"

namespace oauthctl {

/// Who the record's token speaks for, by the userinfo endpoint, with a proof where the token is bound to a key. A
/// client that is registered for signed answers believes no other. Nothing when the token is refused. Throws as the
/// functions of oauthctl/userinfo.h do.
std::optional<Account> ask_userinfo(const ServerMetadata& server, const Client& client, const Record& record,
                                    const Services& services);

}  // namespace oauthctl

#pragma once

#include "session/keep_login.h"

namespace oauthctl {

/// The authorization code flow (RFC 6749 §4.1, RFC 8252), and if the response type asks for tokens through the browser,
/// the implicit (RFC 6749 §4.2) or hybrid flow (OpenID Connect Core §3.3), up to the stored record. The browser's page
/// is answered at the end, so it tells the truth.
Exchanged code_flow(LoginPlan plan, const LoginRequest& request, const Services& services, Browser& browser,
                    const ListenerFactory& bind_listener);

}  // namespace oauthctl

#pragma once

#include "model/browser.h"
#include "session/login.h"

namespace oauthctl {

/// How the session at the server ended, as far as that can be known.
enum class SessionEnd {
  confirmed,  ///< the browser came back from there
  asked,      ///< the browser was sent there; it does not come back, or did not in time
};

/// Sends the browser to end the server's own session (OpenID Connect RP-Initiated Logout), so that the next sign-in
/// asks for a password again. If the client has a loopback URI among its post_logout_redirect_uris, waits for the
/// browser to come back. Throws ErrorKind::usage if the server does not support it.
SessionEnd end_session(const Record& record, const Services& services, Browser& browser,
                       const ListenerFactory& bind_listener);

}  // namespace oauthctl

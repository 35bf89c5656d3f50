#pragma once

#include "model/browser.h"
#include "session/login.h"

namespace oauthctl {

/// What became of the session at the server, as far as that can be known.
enum class SessionEnd {
  confirmed,  ///< the browser came back from there
  asked,      ///< the browser was sent there; nothing comes back, or nothing did in time
};

/// Sends the browser to end the server's own session (OpenID Connect RP-Initiated Logout), so that the next login asks
/// for a password again. Where the client has a loopback URI among its post_logout_redirect_uris, waits for the browser
/// to come back. Throws ErrorKind::usage where the server offers no such thing.
SessionEnd end_session(const Record& record, const Services& services, Browser& browser,
                       const ListenerFactory& bind_listener);

}  // namespace oauthctl

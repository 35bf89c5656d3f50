#pragma once

#include "model/pending_login.h"
#include "session/login.h"

namespace oauthctl {

/// A sign-in that waits for a person: where to go, and until when. Either the authorization URL or the device flow's
/// members are empty.
struct BegunLogin {
  std::string authorization_url;
  std::string verification_uri;
  std::string verification_uri_complete;
  std::string user_code;
  std::string instruction;  ///< the same for a person
  TimePoint expires_at;
};

/// Begins a sign-in that another process completes: by the device flow if the server offers it, else by the code flow,
/// unless the request names one. It replaces the profile's pending sign-in. Throws ErrorKind::usage for a flow that
/// needs no person.
BegunLogin begin_detached_login(const LoginRequest& request, const Services& services, PendingLogins& pending,
                                const ListenerFactory& bind_listener);

/// Takes the callback URL from a person; nobody listens at the redirect URI.
using PasteFactory = std::function<std::unique_ptr<CallbackListener>(const std::string& redirect_uri)>;

struct Completion {
  std::string profile;
  bool waits = true;                                 ///< false: one poll
  std::optional<std::chrono::milliseconds> timeout;  ///< nothing: until the sign-in expires
};

/// Completes it. Throws ErrorKind::login_required if nothing is pending, or if nobody has approved and `waits` is
/// false; ErrorKind::timeout if the sign-in expired, or if the timeout is over before. The sign-in stays pending until
/// it succeeds, is refused, or expires: a foreign URL, a server in trouble and a signal leave it pending.
LoginOutcome complete_detached_login(const Completion& completion, const Services& services, PendingLogins& pending,
                                     const PasteFactory& take_pasted);

/// Still pending, for somebody to complete.
Error still_pending(const std::string& profile, const std::string& why);

}  // namespace oauthctl

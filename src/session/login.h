#pragma once

#include <functional>
#include <memory>
#include <string>

#include "model/browser.h"
#include "model/callback_listener.h"
#include "session/login/login_request.h"
#include "session/services.h"

namespace oauthctl {

/// Binds a listener for the client's redirect URIs.
using ListenerFactory = std::function<std::unique_ptr<CallbackListener>(const Client&)>;

struct LoginOutcome {
  Record record;
  std::string scope_asked;
  std::string old_grant_trouble;  ///< why the previous grant could not be revoked; empty: it was, or did not exist
  std::string refresh_needs;      ///< what a refresh token needs at this provider; empty: unknown
};

/// Signs in, from the client file to the stored record. One sign-in per profile at a time.
LoginOutcome login(const LoginRequest& request, const Services& services, Browser& browser,
                   const ListenerFactory& bind_listener);

}  // namespace oauthctl

#pragma once

#include <functional>
#include <memory>
#include <string>

#include "model/browser.h"
#include "model/callback_listener.h"
#include "session/login_request.h"
#include "session/services.h"

namespace oauthctl {

/// Binds a listener for the client's redirect URIs.
using ListenerFactory = std::function<std::unique_ptr<CallbackListener>(const Client&)>;

struct LoginOutcome {
  Record record;
  std::string scope_asked;
  std::string
      old_grant_trouble;  ///< why the grant of the login before could not be revoked; empty: it was, or was none
};

/// From the secrets file to the stored record. One login a profile at a time.
LoginOutcome login(const LoginRequest& request, const Services& services, Browser& browser,
                   const ListenerFactory& bind_listener);

}  // namespace oauthctl

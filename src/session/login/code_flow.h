#pragma once

#include "session/login.h"
#include "session/login/authorization.h"
#include "session/login/keep_login.h"

namespace oauthctl {

/// A sign-in whose URL is ready.
struct CodeLogin {
  LoginPlan plan;
  AuthorizationRequest asked;
  std::unique_ptr<CallbackListener> listener;
};

/// Throws ErrorKind::usage if the answer is posted to the redirect URI: then no URL has it that could be pasted.
void require_pasted_answer(const Client& client);

/// Binds the listener and makes the request (and pushes it to the server, see authorization_url()). Shows nothing yet.
CodeLogin begin_code_login(LoginPlan plan, const Services& services, const ListenerFactory& bind_listener);

/// From the wait for the answer to the stored record. Calls `spent` when the answer is ours, before anything in it is
/// presented: however that ends, the sign-in is over. Any other answer throws and spends nothing.
Exchanged complete_code_login(const CodeLogin& login, AuthorizationAnswer& answer, std::chrono::milliseconds patience,
                              const Services& services, const Spent& spent = {});

/// The authorization code flow (RFC 6749 §4.1, RFC 8252), and if the response type asks for tokens through the browser,
/// the implicit (RFC 6749 §4.2) or hybrid flow (OpenID Connect Core §3.3), up to the stored record. The browser's page
/// is answered at the end, so it tells the truth.
Exchanged code_flow(LoginPlan plan, const LoginRequest& request, const Services& services, Browser& browser,
                    const ListenerFactory& bind_listener);

}  // namespace oauthctl

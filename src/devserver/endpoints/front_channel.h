#pragma once

#include <string>

#include "base/params.h"
#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// What a person approved at the authorization endpoint.
struct ApprovedRequest {
  std::string response_type;  ///< as in response_types
  std::string scope;
  SignIn sign_in;
  Secret code;  ///< empty: none was asked for
  Terms terms;
};

/// The code, and the tokens that were asked for in its place or beside it (RFC 6749 §4.2.2, OpenID Connect Core
/// §3.2.2.5, §3.3.2.5). There is never a refresh token among them.
Params authorization_answer(AuthorizationServer& server, const RegisteredClient& client,
                            const ApprovedRequest& approved);

}  // namespace oauthctl::devserver

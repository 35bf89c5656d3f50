#pragma once

#include <string>

#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// What an ID token is made for. `access_token` and `code` are empty where it comes without them.
struct IdTokenOccasion {
  SignIn sign_in;
  Secret access_token;
  Secret code;
};

/// A signed ID token (OpenID Connect Core §2, §3.1.3.6, §3.3.2.11) for this client, by the algorithm that it is
/// registered for.
std::string make_id_token(AuthorizationServer& server, const RegisteredClient& client, const IdTokenOccasion& occasion);

}  // namespace oauthctl::devserver

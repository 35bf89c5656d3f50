#pragma once

#include <string>

#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// The sign-in, and the access token and code that come with the ID token; empty: it comes without.
struct IdTokenOccasion {
  SignIn sign_in;
  Secret access_token;
  Secret code;
};

/// How strong the sign-in was: 2 if that was asked for, 1 with a password, 0 with --auto-approve, when nobody proved
/// who they are (Core §2).
std::string acr_of(const AuthorizationServer& server, const SignIn& sign_in);

/// A signed ID token (OpenID Connect Core §2, §3.1.3.6, §3.3.2.11) for this client, by the algorithm that it is
/// registered for.
std::string make_id_token(AuthorizationServer& server, const RegisteredClient& client, const IdTokenOccasion& occasion);

}  // namespace oauthctl::devserver

#pragma once

#include <optional>

#include "model/server/party.h"
#include "session/login.h"

namespace oauthctl {

/// The plan of a sign-in, before anything is granted: the new options laid over those of the profile.
struct LoginPlan {
  Record record;  ///< all of it but tokens and account
  Party party;
  std::optional<Record> before;
  bool names_places = false;   ///< this sign-in says where the token may go
  bool is_same_party = false;  ///< `before` was a sign-in with this client at this server
};

/// Reads the client file and asks the server for its metadata.
LoginPlan plan_login(const LoginRequest& request, const Services& services);

/// The command that begins this sign-in again, with `more` options: for a hint.
std::string login_again(const LoginRequest& request, const std::string& more = {});

}  // namespace oauthctl

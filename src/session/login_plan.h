#pragma once

#include <optional>

#include "model/party.h"
#include "session/login.h"

namespace oauthctl {

/// A login as it is to be, before anything is granted: what was asked now, laid over what the profile had.
struct LoginPlan {
  Record record;  ///< all of it but tokens and account
  Party party;
  std::optional<Record> before;
  bool is_same_party = false;  ///< `before` was a login of this client at this server
};

/// Reads the secrets file and asks the server for its metadata.
LoginPlan plan_login(const LoginRequest& request, const Services& services);

}  // namespace oauthctl

#pragma once

#include <optional>

#include "session/login.h"

namespace oauthctl {

/// A login as it is to be, before anything is granted: what was asked now, laid over what the profile had.
struct LoginPlan {
  Record record;  ///< all of it but tokens and account
  Client client;
  std::optional<ServiceAccount> service_account;
  std::optional<Record> before;
};

/// Reads the secrets file and asks the server for its metadata.
LoginPlan plan_login(const LoginRequest& request, const Services& services);

}  // namespace oauthctl

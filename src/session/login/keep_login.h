#pragma once

#include <functional>

#include "oauth/identity/id_token.h"
#include "oauth/token_request.h"
#include "session/login/login_plan.h"

namespace oauthctl {

struct Exchanged {
  Record record;
  std::optional<Record> replaced;  ///< the latest: renewals went on while a person signed in
};

/// Called when a grant was spent, or is about to be; it is never presented after that.
using Spent = std::function<void()>;

/// Redeems the grant, calls `spent`, and keeps the tokens. Reserves the room on the disk first. The profile's renewals
/// wait meanwhile. An ID token must agree with `expected` and with the access token beside it. Throws as redeem() and
/// check_id_token() do; the store is untouched by every failure.
Exchanged exchange(const LoginPlan& plan, const Grant& grant, IdTokenContext expected, const Services& services,
                   const Spent& spent = {});

/// Keeps tokens that came through the browser and were checked, in the same way.
Exchanged keep(const LoginPlan& plan, const TokenSet& tokens, const Account& account, const Services& services);

}  // namespace oauthctl

#pragma once

#include "session/login.h"
#include "session/login/device_flow.h"

namespace oauthctl {

// The steps that an attended and a detached sign-in have in common.

/// Checked before a person is sent to a browser, not after.
void require_writable(const Record& record, const Services& services);

/// The device flow, begun. Nothing: the server refuses it, and the request does not name it, so the code flow follows.
std::optional<DeviceLogin> device_login_unless_refused(const LoginPlan& plan, const LoginRequest& request,
                                                       const Services& services);

/// Finds the account's name if the ID token has none, and ends the grant that was replaced.
LoginOutcome outcome_of(const LoginPlan& plan, Exchanged done, const Services& services);

}  // namespace oauthctl

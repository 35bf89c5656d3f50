#pragma once

#include "oauth/device.h"
#include "session/keep_login.h"

namespace oauthctl {

/// A sign-in for which the server gave a code.
struct DeviceLogin {
  LoginPlan plan;
  DeviceAuthorization asked;
  Secret code_verifier;
  Expectation expected;
};

/// Asks the server for a code (RFC 8628 §3.1). Shows nothing yet, so another flow can follow after a refusal.
DeviceLogin begin_device_login(const LoginPlan& plan, const Services& services);

/// The device flow (RFC 8628): a person approves on any device while this one polls. Throws ErrorKind::timeout if the
/// code or the request's patience ends first.
Exchanged device_flow(const DeviceLogin& login, const LoginRequest& request, const Services& services);

}  // namespace oauthctl

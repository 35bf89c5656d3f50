#pragma once

#include "oauth/device.h"
#include "session/login/keep_login.h"

namespace oauthctl {

/// A sign-in for which the server gave a code.
struct DeviceLogin {
  LoginPlan plan;
  DeviceAuthorization asked;
  Secret code_verifier;
  Params parameters;  ///< the expectation is made of these
};

/// Asks the server for a code (RFC 8628 §3.1). Shows nothing yet, so another flow can follow after a refusal.
DeviceLogin begin_device_login(const LoginPlan& plan, const Services& services);

/// The text that tells a person where to enter which code.
std::string device_instruction(const DeviceAuthorization& asked, const LoginRequest& request);

/// How to ask the server whether somebody has approved.
struct Polling {
  TimePoint first;  ///< not earlier
  TimePoint end;
  Error at_end;            ///< thrown then
  bool only_once = false;  ///< throws what the server says if nobody has approved yet
  std::function<void(std::chrono::seconds interval)> on_pending = {};  ///< the time to wait before the next poll
  Spent spent = {};                                                    ///< called when the code was redeemed
};

/// Polls (RFC 8628 §3.4) until the tokens are stored. Rethrows an error that ends the sign-in.
Exchanged poll(const DeviceLogin& login, const Polling& polling, const Services& services);

/// The device flow (RFC 8628): a person approves on any device while this one polls. Throws ErrorKind::timeout if the
/// code or the request's patience ends first.
Exchanged device_flow(const DeviceLogin& login, const LoginRequest& request, const Services& services);

}  // namespace oauthctl

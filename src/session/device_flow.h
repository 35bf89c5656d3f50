#pragma once

#include "session/exchange.h"

namespace oauthctl {

/// The device flow (RFC 8628): a person approves on any device while this one polls. Throws ErrorKind::timeout when the
/// code or the request's patience ends first.
Exchanged device_flow(const LoginPlan& plan, const LoginRequest& request, const Services& services);

}  // namespace oauthctl

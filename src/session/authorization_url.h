#pragma once

#include "oauth/authorization.h"
#include "session/login_plan.h"

namespace oauthctl {

/// Where the browser is sent: to the request as it is, or to one that was first signed (RFC 9101) and pushed to the
/// server (RFC 9126), where it or the client asks for that. Of a pushed request the browser sees the name alone.
std::string authorization_url(const LoginPlan& plan, const AuthorizationRequest& asked, const Services& services);

}  // namespace oauthctl

#pragma once

#include "oauth/authorization.h"

namespace oauthctl {

/// What check_callback() and check_front_channel() have in common: throws unless the answer is to our request, from
/// this server, and brings everything that was asked for.
void check_authorization_response(const ServerMetadata& server, const AuthorizationRequest& request,
                                  const Params& response);

}  // namespace oauthctl

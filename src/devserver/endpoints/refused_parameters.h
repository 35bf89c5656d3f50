#pragma once

#include "base/params.h"
#include "devserver/endpoints/authorization_request.h"
#include "devserver/options.h"

namespace oauthctl::devserver {

/// Throws a Refusal for the parameters of an authorization or token request that the server is told to refuse: a
/// `resource`, or `offline_access` in the scope.
void refuse_parameters(const DevServerOptions& options, const Params& params);

/// Throws a Refusal for a redirect URI that is registered with another port, if the server is told to compare it.
void require_exact_redirect_uri(const DevServerOptions& options, const Destination& destination);

}  // namespace oauthctl::devserver

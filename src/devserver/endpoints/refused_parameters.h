#pragma once

#include "base/params.h"
#include "devserver/options.h"

namespace oauthctl::devserver {

/// Throws a Refusal for the parameters of an authorization or token request that the server is told to refuse: a
/// `resource`, or `offline_access` in the scope.
void refuse_parameters(const DevServerOptions& options, const Params& params);

}  // namespace oauthctl::devserver

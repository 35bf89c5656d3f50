#pragma once

#include "base/params.h"
#include "model/client.h"

namespace oauthctl {

/// Where the tokens are to be used: `resource`, once for each (RFC 8707 §2). Said with every request for tokens.
void add_resource(Params& params, const Client& client);

/// The same and what they are to allow (RFC 9396 §3): said where something is asked for that was not granted yet.
void add_target(Params& params, const Client& client);

}  // namespace oauthctl

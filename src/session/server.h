#pragma once

#include "model/client_file.h"
#include "session/services.h"

namespace oauthctl {

/// What is known of the server: the file's endpoints, and behind them what its discovery document says. Without an
/// issuer in the file there is nothing to ask, and nothing is sent.
ServerMetadata find_server(const ClientFile& secrets, const Services& services);

}  // namespace oauthctl

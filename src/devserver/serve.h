#pragma once

#include "devserver/options.h"

namespace oauthctl::devserver {

/// Runs the server until a signal ends it. As soon as it answers requests, it writes its issuer to stdout. Throws an
/// Error if it cannot start.
[[noreturn]] void serve(const DevServerOptions& options);

}  // namespace oauthctl::devserver

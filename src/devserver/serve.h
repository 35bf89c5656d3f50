#pragma once

#include "devserver/options.h"

namespace oauthctl::devserver {

/// Runs the server until a signal ends it. When it answers requests, one line with its issuer is on stdout. Throws an
/// Error when it cannot start.
[[noreturn]] void serve(const DevServerOptions& options);

}  // namespace oauthctl::devserver

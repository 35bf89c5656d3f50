#pragma once

#include "devserver/options.h"

namespace oauthctl::devserver {

/// Checks the files that the options name for writing. One that exists must have been written by a development server:
/// the secret in a real client file cannot be had a second time. Throws ErrorKind::usage naming the first that was not.
void require_own_files(const DevServerOptions& options);

}  // namespace oauthctl::devserver

#pragma once

#include "commands/command_context.h"

namespace oauthctl::cli {

/// Completes a sign-in for the resource that `options.url` names: finds its authorization server, the scope that it
/// wants and a client at that server. A client that was named for a server is used at no other one. Throws
/// ErrorKind::usage if a client there is missing and cannot be made.
void settle_resource(const LoginOptions& options, LoginRequest& request, const CommandContext& context);

}  // namespace oauthctl::cli

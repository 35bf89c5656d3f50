#pragma once

#include <string>

#include "commands/command_context.h"

namespace oauthctl::cli {

// Clients that registered themselves for a `login URL` (RFC 7591): client files in the home's folder `clients`, one for
// each server. A client is used at the server that made it, and nowhere else.

/// The folder of these client files.
std::string clients_folder(const Paths& paths);

/// Makes it if it is missing, and returns it. Throws ErrorKind::unavailable.
std::string make_clients_folder(const Paths& paths);

/// Whether a client is registered with the server of that issuer. Its secret may have expired.
bool is_registered_at(const std::string& issuer, const CommandContext& context);

/// The path of the client file for that server. A secret that has expired, or is about to, is renewed (RFC 7592), or a
/// new client is registered in another file. Throws what the server answers.
std::string registered_client(const ServerMetadata& server, const CommandContext& context);

/// A new client that is kept in no file, for a login that keeps nothing.
ClientFile unkept_client(const ServerMetadata& server, const CommandContext& context);

}  // namespace oauthctl::cli

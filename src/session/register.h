#pragma once

#include "oauth/client/registration.h"
#include "session/services.h"

namespace oauthctl {

/// Registers a client with the server of that issuer (RFC 7591), whose metadata it asks for.
RegisteredClient register_client(const std::string& issuer, const ClientMetadata& wanted,
                                 const Secret& initial_access_token, const Services& services);

/// The same with metadata that are known.
RegisteredClient register_client(const ServerMetadata& server, const ClientMetadata& wanted,
                                 const Secret& initial_access_token, const Services& services);

/// The current registration of a client at the server (RFC 7592 §2.1). The server may have given the client other
/// secrets.
RegisteredClient read_client(const RegisteredClient& client, const Services& services);

/// Changes a registered client, as read_client() returned it, and returns the result (RFC 7592 §2.2).
RegisteredClient update_client(const RegisteredClient& known, const ClientMetadata& changes, const Services& services);

/// RFC 7592 §2.3
void delete_client(const RegisteredClient& client, const Services& services);

}  // namespace oauthctl

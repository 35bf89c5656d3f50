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

/// Whether a client's secret has expired or is about to. A login may take a while, so a quarter of an hour counts.
bool ends_soon(const std::optional<TimePoint>& client_secret_expires_at, TimePoint now);

/// Renews the secret in that client file, if it still ends soon and the server lets the client do that (RFC 7592 §2.2:
/// the answer to an update may hold a new one). False: it could not be renewed.
bool renew_client_secret(const std::string& path, const Services& services);

/// RFC 7592 §2.3
void delete_client(const RegisteredClient& client, const Services& services);

}  // namespace oauthctl

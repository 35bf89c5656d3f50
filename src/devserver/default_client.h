#pragma once

#include <string>

#include "devserver/clients.h"
#include "oauthctl/secret.h"
#include "oauthctl/time.h"

namespace oauthctl::devserver {

inline constexpr const char* default_client_id = "oauthctl-dev";

/// Registers the client that is always there, with a new secret, and returns the secret: only its hash is kept.
Secret renew_default_client(Clients& clients, TimePoint now);

/// Writes a ready secrets.json, 0600. Throws ErrorKind::usage naming the file.
void write_client_file(const std::string& file, const std::string& issuer, const Secret& client_secret);

}  // namespace oauthctl::devserver

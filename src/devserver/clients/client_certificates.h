#pragma once

#include <optional>
#include <string>

#include "devserver/clients/clients.h"
#include "devserver/tls/peer_certificate.h"

namespace oauthctl::devserver {

/// Whether one of the keys of this JWK set comes with its certificate (`x5c`, RFC 7517 §4.7).
bool has_certificate(const std::string& jwks);

/// Checks that the certificate belongs to the client (RFC 8705 §2). Throws a Refusal with invalid_client.
void check_certificate(const RegisteredClient& client, const std::optional<PeerCertificate>& shown);

}  // namespace oauthctl::devserver

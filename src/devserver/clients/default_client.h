#pragma once

#include <string>

#include "base/time.h"
#include "devserver/clients/clients.h"
#include "devserver/tls/certificates.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

inline constexpr const char* default_client_id = "oauthctl-dev";

/// Registers the client that is always there, with a new secret, and returns the secret: only its hash is kept.
Secret renew_default_client(Clients& clients, TimePoint now);

/// Registers it with a new certificate of the authority instead (RFC 8705 §2.1), and writes that and its key, 0600.
/// Throws ErrorKind::usage naming the file.
void certify_default_client(Clients& clients, const TlsIdentity& authority, const std::string& file, TimePoint now);

/// What the client proves who it is with: one of the two.
struct ClientProof {
  Secret client_secret;
  std::string certificate_file;
};

/// Writes a ready secrets.json, 0600. Throws ErrorKind::usage naming the file.
void write_client_file(const std::string& file, const std::string& issuer, const ClientProof& proof);

}  // namespace oauthctl::devserver

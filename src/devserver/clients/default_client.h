#pragma once

#include <string>

#include "base/time.h"
#include "devserver/clients/clients.h"
#include "devserver/tls/certificates.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

inline constexpr const char* default_client_id = "oauthctl-dev";

/// Registers the default client with a new secret, and returns the secret: only its hash is kept.
Secret renew_default_client(Clients& clients, TimePoint now);

/// Registers it with a new certificate of the authority instead (RFC 8705 §2.1), and writes certificate and key, 0600.
/// Throws ErrorKind::usage with the file's name.
void certify_default_client(Clients& clients, const TlsIdentity& authority, const std::string& file, TimePoint now);

/// The client's proof of who it is: one of the two.
struct ClientProof {
  Secret client_secret;
  std::string certificate_file;
};

/// Writes a client file, 0600. Throws ErrorKind::usage with the file's name.
void write_client_file(const std::string& file, const std::string& issuer, const ClientProof& proof);

}  // namespace oauthctl::devserver

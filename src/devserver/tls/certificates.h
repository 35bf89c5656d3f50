#pragma once

#include <string>

#include "base/time.h"
#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A certificate and its private key, in PEM.
struct TlsIdentity {
  std::string certificate;
  Secret key;
};

/// An authority of this server's own, good for ten years. What it signs is believed for loopback hosts alone (RFC 5280
/// §4.2.1.10): whoever trusts it, and loses its key, has lost nothing else.
TlsIdentity make_authority(TimePoint now);

/// Signed by the authority, for 127.0.0.1, ::1 and localhost, good for a year.
TlsIdentity make_server_certificate(const TlsIdentity& authority, TimePoint now);

/// Signed by the authority, for a client whose common name is its id, and which is also called `name`, a subdomain of
/// localhost. Good for a year.
TlsIdentity make_client_certificate(const TlsIdentity& authority, const std::string& client_id, const std::string& name,
                                    TimePoint now);

/// Whether such an authority signed this certificate, by its name. It may have expired.
bool is_own_certificate(const std::string& pem);

/// The server's own authority: that of its database, and a new one where that has none yet.
TlsIdentity kept_authority(Database& database, TimePoint now);

}  // namespace oauthctl::devserver

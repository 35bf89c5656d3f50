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

/// A new authority, valid for ten years. Its certificates are trusted for loopback hosts only (RFC 5280 §4.2.1.10), so
/// somebody who steals its key cannot impersonate any other host.
TlsIdentity make_authority(TimePoint now);

/// Signed by the authority, for 127.0.0.1, ::1 and localhost, valid for a year.
TlsIdentity make_server_certificate(const TlsIdentity& authority, TimePoint now);

/// Signed by the authority, for a client: the common name is its id, and the alternative name is `name`, a subdomain of
/// localhost. Valid for a year.
TlsIdentity make_client_certificate(const TlsIdentity& authority, const std::string& client_id, const std::string& name,
                                    TimePoint now);

/// Whether the certificate names such an authority as its issuer. Its signature and dates are not checked.
bool is_own_certificate(const std::string& pem);

/// The authority in the database, or a new one if it has none yet.
TlsIdentity kept_authority(Database& database, TimePoint now);

}  // namespace oauthctl::devserver

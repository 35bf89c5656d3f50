#pragma once

#include "devserver/state/database.h"
#include "devserver/tls/certificates.h"

namespace oauthctl::devserver {

/// The server's own authority: that of its database, and a new one where that has none yet.
TlsIdentity kept_authority(Database& database, TimePoint now);

}  // namespace oauthctl::devserver

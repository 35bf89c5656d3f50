#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "base/releases.h"
#include "devserver/tls/certificates.h"

namespace oauthctl::devserver {

/// The name of this machine under which a client is asked for a certificate (RFC 8705 §5). Under 127.0.0.1 and ::1
/// nobody is: a browser that is asked shows its user a choice of certificates.
inline constexpr const char* certificate_host = "localhost";

using OwnedTlsContext = std::unique_ptr<SSL_CTX, Releases<SSL_CTX_free>>;

/// Sets a server's context up: TLS 1.2 or newer, with this identity of the server's. A client's certificate of whatever
/// origin is let in; `authority` is the one that can vouch for it.
void set_up_tls(SSL_CTX& context, const TlsIdentity& server, const TlsIdentity& authority);

}  // namespace oauthctl::devserver

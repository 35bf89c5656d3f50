#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "base/releases.h"
#include "devserver/tls/certificates.h"

namespace oauthctl::devserver {

/// The host name under which the server asks for a client's certificate (RFC 8705 §5). Under 127.0.0.1 and ::1 it does
/// not ask, because a browser would show its user a choice of certificates.
inline constexpr const char* certificate_host = "localhost";

using OwnedTlsContext = std::unique_ptr<SSL_CTX, Releases<SSL_CTX_free>>;

/// Prepares a server's context: TLS 1.2 or newer, with the identity `server`. Any certificate of a client is accepted;
/// `authority` is the one that can vouch for it.
void set_up_tls(SSL_CTX& context, const TlsIdentity& server, const TlsIdentity& authority);

}  // namespace oauthctl::devserver

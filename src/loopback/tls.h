#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "base/releases.h"

namespace oauthctl {

/// PEM files: the certificate (and those above it), and its private key. Empty: without TLS.
struct TlsFiles {
  std::string certificate;
  std::string key;

  bool empty() const { return certificate.empty(); }
};

/// One side of a connection that others open: the bytes of a non-blocking socket, through TLS if there is a context.
class ServerTls {
 public:
  /// TLS 1.2 or newer, with that certificate. Throws ErrorKind::usage, naming the file that cannot be used.
  explicit ServerTls(const TlsFiles& files);

  using Session = std::unique_ptr<SSL, Releases<SSL_free>>;
  /// For the socket, which must outlive it. Null if memory is short.
  Session begin(int socket) const;

 private:
  std::unique_ptr<SSL_CTX, Releases<SSL_CTX_free>> context_;
};

/// As recv(2) on a non-blocking socket: errno is EAGAIN if it must wait, for reading or, with `wants_write`, for
/// writing. A null session reads the plain socket.
ssize_t receive_some(int socket, SSL* session, char* bytes, std::size_t count, bool& wants_write);

/// As send(2), in the same way.
ssize_t send_some(int socket, SSL* session, const char* bytes, std::size_t count, bool& wants_write);

/// Says that nothing more will be sent.
void end_sending(int socket, SSL* session);

}  // namespace oauthctl

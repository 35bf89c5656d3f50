#pragma once

#include <openssl/ssl.h>
#include <sys/types.h>

#include <cstddef>
#include <memory>

#include "base/file_descriptor.h"
#include "base/releases.h"

namespace oauthctl::devserver {

/// An accepted connection, plain or with TLS. It gives up on a peer that neither sends nor reads for five seconds.
class Connection {
 public:
  explicit Connection(FileDescriptor socket);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// The server's side of the handshake. False: the peer speaks no TLS that `context` allows.
  bool start_tls(SSL_CTX& context);

  /// Bytes of the peer: how many, 0 at the end, negative for a failure or a timeout.
  ssize_t read(char* bytes, std::size_t size);
  ssize_t write(const char* bytes, std::size_t size);
  /// Ends the answer, then reads what the peer still sends, within bounds. Closing a connection with unread bytes
  /// resets it, and the peer may lose the answer.
  void finish();

  int socket() const { return socket_.get(); }
  /// Null: plain http.
  const SSL* tls() const { return tls_.get(); }

 private:
  void wait_at_most(int seconds);

  FileDescriptor socket_;
  std::unique_ptr<SSL, Releases<SSL_free>> tls_;
};

}  // namespace oauthctl::devserver

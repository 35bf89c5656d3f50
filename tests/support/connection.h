#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl::testing {

/// One accepted connection, as a script sees it. Every wait ends when the peer goes or the server is stopped.
class Connection {
 public:
  /// With a `context` TLS is spoken. The handshake is done here and may fail: everything then reads as empty.
  Connection(FileDescriptor socket, SSL_CTX* context);

  /// One request: header and, by Content-Length, body. The bytes so far if the peer leaves first.
  std::string read_request();
  /// False if the peer is gone.
  bool send(std::string_view bytes);
  /// False if the peer leaves before the time is over.
  bool pause(std::chrono::milliseconds time) const;
  /// Until the peer closes.
  void hold();
  /// Makes it end with a reset instead of properly.
  void end_by_reset();

 private:
  std::string read_some();

  FileDescriptor socket_;
  std::unique_ptr<SSL, void (*)(SSL*)> tls_;
};

}  // namespace oauthctl::testing

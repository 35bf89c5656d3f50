#pragma once

#include <memory>

#include "base/file_descriptor.h"
#include "devserver/http/http_server.h"
#include "devserver/tls/tls_context.h"

namespace oauthctl::devserver {

/// The sockets: 127.0.0.1, and ::1 on the same port if the machine has IPv6. Both are bound by the constructor.
class Listener {
 public:
  /// Zero: any free port. Throws an Error with the port.
  explicit Listener(int port);

  int port() const { return port_; }
  /// Begins to answer, over TLS if there is a context. The listener must live as long as the process.
  void start(Application application, OwnedTlsContext tls);

 private:
  int port_ = 0;
  FileDescriptor v4_socket_;
  FileDescriptor v6_socket_;
  OwnedTlsContext tls_;
  std::unique_ptr<HttpServer> http_;
};

}  // namespace oauthctl::devserver

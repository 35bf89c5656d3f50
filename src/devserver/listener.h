#pragma once

#include <httplib.h>

#include <string>

#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// The server's sockets: 127.0.0.1 always, ::1 on the same port where the machine has it. Both are ours from the
/// construction on.
class Listener {
 public:
  /// Throws an Error that names the port.
  explicit Listener(int port);

  int port() const { return port_; }
  /// Begins to answer, in threads that end with the process. Listener and server must live until then.
  void start(AuthorizationServer& server);

 private:
  httplib::Server v4_;
  httplib::Server v6_;
  bool has_v6_;
  int port_;
};

}  // namespace oauthctl::devserver

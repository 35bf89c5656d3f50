#pragma once

#include <httplib.h>

#include <memory>

#include "base/file_descriptor.h"
#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// The sockets: 127.0.0.1 always, ::1 on the same port where the machine has it. Both are ours from the construction
/// on.
class Listener {
 public:
  /// Throws an Error that names the port.
  explicit Listener(int port);

  int port() const { return port_; }
  /// Begins to answer. Listener and server must live as long as the process.
  void start(AuthorizationServer& server);

 private:
  int port_ = 0;
  FileDescriptor v4_socket_;
  FileDescriptor v6_socket_;
  std::unique_ptr<httplib::Server> v4_;
  std::unique_ptr<httplib::Server> v6_;
};

}  // namespace oauthctl::devserver

#pragma once

#include <httplib.h>

#include "base/file_descriptor.h"
#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// The library's server on a socket that is ours: its own way to make one sets SO_REUSEPORT, so that a second server
/// would quietly take half of the connections, and a backlog of 5, so that the sixth client at once waits a second.
class LoopbackServer : public httplib::Server {
 public:
  /// Answers in threads that end with the process.
  void serve(const FileDescriptor& socket, AuthorizationServer& server);
};

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
  LoopbackServer v4_;
  LoopbackServer v6_;
};

}  // namespace oauthctl::devserver

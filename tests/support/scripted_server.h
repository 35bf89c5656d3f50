#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/certificates.h"
#include "support/connection.h"

namespace oauthctl::testing {

/// Serves one connection, whose first request has been read and recorded.
using Script = std::function<void(Connection&)>;

/// Sends these bytes and closes.
Script reply(std::string bytes);
/// Sends these bytes and then neither sends nor closes.
Script reply_and_hold(std::string bytes);
/// Sends `head`, then `piece` forever with pauses.
Script reply_for_ever(std::string head, std::string piece, std::chrono::milliseconds pause = {});

/// `HTTP/1.1 <status>`, the fields (each ended by CRLF), Content-Length and the body.
std::string http_answer(const std::string& status, const std::string& fields, const std::string& body);

/// TLS of a server.
struct ServerTls {
  Identity identity;
  int newest_version = 0;  ///< as in SSL_CTX_set_max_proto_version; zero: no bound
  std::string client_authority =
      {};  ///< a certificate in PEM that clients' must be signed by; empty: none is asked for
};

/// A server on 127.0.0.1 that sends exactly what a test wants, in its own thread: the n-th connection gets the n-th
/// script, later ones the last. One connection at a time.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<Script> scripts, std::optional<ServerTls> tls = {});
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  int port() const { return port_; }
  /// `http://127.0.0.1:<port><path>`, or https.
  std::string url(std::string_view path = "/") const;
  /// The first request of each connection, as it came; empty if it sent none.
  std::vector<std::string> received() const;
  /// Returns when that many connections have sent a request.
  void wait_for(std::size_t requests);

 private:
  void run();
  void serve(Connection& connection);

  std::vector<Script> scripts_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> tls_;
  int port_ = 0;
  FileDescriptor listener_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> received_;
  int serving_ = -1;  ///< the socket that is being served, to be woken when the server stops
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace oauthctl::testing

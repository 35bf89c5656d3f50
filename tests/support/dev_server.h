#pragma once

#include <sys/types.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/temporary_directory.h"

namespace oauthctl::testing {

/// The real development server, in a process of its own on a free port, with a client file. It ends with its fixture,
/// and at the latest with the test program.
class DevServer {
 public:
  /// `arguments` follow `dev-server --port 0 --client-file …`. Throws if no server answers; the message then quotes its
  /// output.
  explicit DevServer(const std::vector<std::string>& arguments = {});
  DevServer(const DevServer&) = delete;
  DevServer& operator=(const DevServer&) = delete;
  ~DevServer();

  const std::string& issuer() const { return issuer_; }
  int port() const;
  /// A secrets.json for the default client.
  std::string client_file() const { return directory_ / "client.json"; }
  nlohmann::json client() const;
  /// The server's stderr so far.
  std::string errors() const;

  /// `{"requests": {"token": 3, …}, "grants": {"refresh_token": 2, …}}`
  nlohmann::json stats() const;
  /// Whether it accepts that access token.
  bool accepts(const std::string& token) const;

  /// Ends the server; returns its exit code, or 128 and the signal that ended it.
  int stop(int signal = SIGTERM);

 private:
  TemporaryDirectory directory_;
  std::string issuer_;
  pid_t pid_ = -1;
};

}  // namespace oauthctl::testing

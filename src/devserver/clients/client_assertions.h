#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/time.h"
#include "devserver/clients/clients.h"

namespace oauthctl::devserver {

/// Checks the assertions that clients authenticate with (RFC 7523 §3), and remembers those that have not expired, so
/// that none is accepted twice. In memory: they expire within a minute or so.
class ClientAssertions {
 public:
  ClientAssertions(std::string issuer, Clock now) : issuer_(std::move(issuer)), now_(std::move(now)) {}

  /// Throws a Refusal with invalid_client unless this client made the assertion and sends it for the first time.
  void check(const RegisteredClient& client, const std::string& assertion);

 private:
  void remember(const std::string& client_id, const std::string& jti, TimePoint until);

  std::string issuer_;
  Clock now_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, TimePoint> seen_;  ///< by client and jti: when it expires
};

/// The client that the assertion names, unchecked; empty: it cannot be read.
std::string subject_of(const std::string& assertion);

}  // namespace oauthctl::devserver

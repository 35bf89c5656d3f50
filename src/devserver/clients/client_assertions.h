#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/time.h"
#include "devserver/clients/clients.h"

namespace oauthctl::devserver {

/// Judges the assertions that clients authenticate with (RFC 7523 §3), and remembers those that are still good, so that
/// none is taken twice. In memory: they live for a minute or so.
class ClientAssertions {
 public:
  ClientAssertions(std::string issuer, Clock now) : issuer_(std::move(issuer)), now_(std::move(now)) {}

  /// Throws a Refusal with invalid_client unless it is a new one that this client made.
  void check(const RegisteredClient& client, const std::string& assertion);

 private:
  void remember(const std::string& client_id, const std::string& jti, TimePoint until);

  std::string issuer_;
  Clock now_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, TimePoint> seen_;  ///< client and jti, and when it is over
};

/// Whose assertion it claims to be, unchecked; empty where that cannot be read.
std::string subject_of(const std::string& assertion);

}  // namespace oauthctl::devserver

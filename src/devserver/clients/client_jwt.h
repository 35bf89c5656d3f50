#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "devserver/clients/clients.h"
#include "jose/jws.h"

namespace oauthctl::devserver {

/// The expectations for a JWT that a client made.
struct JwtExpectation {
  AllowedAlgorithms algorithms;
  std::vector<std::string> audiences;  ///< any of them
  TimePoint now;
};

/// The claims of a JWT that the client itself signed, for this server, and that is valid now. Throws an Error that says
/// what is wrong.
JsonObject read_client_jwt(const RegisteredClient& client, const UnverifiedJws& jws, const JwtExpectation& expected);

}  // namespace oauthctl::devserver

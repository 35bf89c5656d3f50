#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/time.h"
#include "jose/jws.h"
#include "jose/keys/jwk_set.h"
#include "model/client.h"
#include "model/server/metadata.h"

namespace oauthctl {

/// The requirements for a signed answer.
struct SignedAnswer {
  std::string who;  ///< for messages: `the userinfo answer`
  std::string alg;  ///< as the client is registered
  std::string typ;  ///< empty: any
};

/// The claims of an answer that is a JWT. Checks that its signature is the server's, that `iss` is the server and `aud`
/// this client. Throws ErrorKind::protocol naming the mistake.
JsonObject verified_answer(const std::string& jwt, const SignedAnswer& expected, const ServerMetadata& server,
                           const Client& client, const std::optional<JwkSet>& keys);

/// `aud`: a string or an array of them (RFC 7519 §4.1.3). Throws ErrorKind::protocol if it is missing.
std::vector<std::string> audiences(const JsonObject& claims);

/// Checks a server's signature with the one algorithm that the client is registered for: with the client's secret for a
/// MAC, else with the server's keys. Without keys only the algorithm is checked. Throws ErrorKind::protocol;
/// ErrorKind::usage for a MAC without a secret.
void check_server_signature(const UnverifiedJws& jws, const Client& client, const std::optional<JwkSet>& keys,
                            const std::string& alg);

/// RFC 7519 §2: a number of seconds, not a string of digits. Fractions are allowed.
std::optional<TimePoint> time_claim(const JsonObject& claims, const char* name);
TimePoint required_time(const JsonObject& claims, const char* name);

}  // namespace oauthctl

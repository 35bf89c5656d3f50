#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/json.h"

namespace oauthctl::devserver {

/// How a client wants what this server says about people and tokens to be signed: members of OpenID Connect Dynamic
/// Client Registration §2 and RFC 9701 §6, each empty where the client does not say.
struct ResponseAlgorithms {
  std::string id_token_signed_response_alg;       ///< empty: RS256
  std::string authorization_signed_response_alg;  ///< JARM §3; empty: RS256
  std::string userinfo_signed_response_alg;       ///< empty: userinfo is not signed
  std::string introspection_signed_response_alg;  ///< empty: RS256, for who asks for a signed answer
};

/// What this server can sign with.
const std::vector<std::string>& supported_signing_algorithms();

/// Reads the members out of a registration. Throws a Refusal with invalid_client_metadata for an algorithm that is not
/// supported, `none` among them.
ResponseAlgorithms read_response_algorithms(const JsonObject& metadata);

/// The members that are not empty.
nlohmann::json response_algorithms_json(const ResponseAlgorithms& algorithms);

}  // namespace oauthctl::devserver

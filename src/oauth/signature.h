#pragma once

#include <optional>
#include <string>

#include "jose/jws.h"
#include "model/client.h"
#include "model/metadata.h"

namespace oauthctl {

/// Checks a signature of the server's by the one algorithm that the client is registered for: with the client's secret
/// for a MAC, else with the server's keys. Without keys only the algorithm is checked. Throws ErrorKind::protocol;
/// ErrorKind::usage for a MAC without a secret.
void check_server_signature(const UnverifiedJws& jws, const Client& client, const std::optional<JwkSet>& keys,
                            const std::string& alg);

}  // namespace oauthctl

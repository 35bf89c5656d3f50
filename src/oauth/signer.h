#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "jose/key.h"
#include "model/client.h"

namespace oauthctl {

/// A private key of the client and the algorithm that it signs with.
struct Signer {
  PrivateKey key;
  std::string kid;  ///< empty: it has none
  std::string alg;

  /// A compact JWS over these claims; `typ` is left out when it is empty.
  std::string sign(const nlohmann::json& claims, const std::string& typ) const;
};

/// Whether the client has a private key that may sign. Throws ErrorKind::usage for one that cannot be read.
bool has_signing_key(const Client& client);

/// The first key of the client that can sign with `alg`; where that is empty, with the first algorithm of its type that
/// the server lists in `supported` (an empty list: any). Throws ErrorKind::usage when there is none.
Signer signer_of(const Client& client, const std::string& alg, const std::vector<std::string>& supported);

}  // namespace oauthctl

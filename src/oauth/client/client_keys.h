#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "jose/keys/key.h"
#include "model/client.h"

namespace oauthctl {

/// A private key of the client.
struct OwnKey {
  PrivateKey key;
  std::string kid;  ///< empty: it has none
  std::string alg;  ///< empty: any that fits its type
};

/// A shared key of the client.
struct OwnSecret {
  Secret key;
  std::string kid;
  std::string alg;
};

/// The private keys of the client's private_key_file, else of its `jwks`, with this `use` or without any. Skips public
/// keys, keys for another use and shared secrets in a set. Throws ErrorKind::usage for a key that cannot be read.
std::vector<OwnKey> own_keys(const Client& client, const std::string& use);

/// The shared keys (`oct`) from the same place.
std::vector<OwnSecret> own_secrets(const Client& client, const std::string& use);

/// A private key of the client and the algorithm that it signs with.
struct Signer {
  PrivateKey key;
  std::string kid;  ///< empty: it has none
  std::string alg;

  /// A compact JWS over these claims; an empty `typ` is left out.
  std::string sign(const nlohmann::json& claims, const std::string& typ) const;
};

/// Whether the client has a private key that may sign. Throws ErrorKind::usage for one that cannot be read.
bool has_signing_key(const Client& client);

/// The first key of the client that can sign with `alg`. If `alg` is empty, with the first algorithm of its type that
/// the server lists in `supported` (an empty list: any). Throws ErrorKind::usage if no key can.
Signer signer_of(const Client& client, const std::string& alg, const std::vector<std::string>& supported);

}  // namespace oauthctl

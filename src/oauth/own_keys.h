#pragma once

#include <string>
#include <vector>

#include "jose/key.h"
#include "model/client.h"

namespace oauthctl {

/// A private key of the client.
struct OwnKey {
  PrivateKey key;
  std::string kid;  ///< empty: it has none
  std::string alg;  ///< empty: any that suits its type
};

/// A shared key of the client.
struct OwnSecret {
  Secret key;
  std::string kid;
  std::string alg;
};

/// The private keys of the client's private_key_file, else of its `jwks`, whose `use` is this one or is not said. A set
/// has public keys, keys for another use and shared secrets in it too: they are passed over. Throws ErrorKind::usage
/// for a key that cannot be read.
std::vector<OwnKey> own_keys(const Client& client, const std::string& use);

/// The shared keys (`oct`) of the same place.
std::vector<OwnSecret> own_secrets(const Client& client, const std::string& use);

}  // namespace oauthctl

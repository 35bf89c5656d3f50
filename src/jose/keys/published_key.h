#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jose/keys/jwk_set.h"
#include "jose/keys/key.h"

namespace oauthctl {

struct PublishedKey {
  std::string kid;  ///< empty: it has none
  std::string alg;  ///< empty: any that suits its type
  PublicKey key;
};

/// The keys of the set that may have made this signature: those that fit the algorithm and have the `kid`. If the token
/// or a key has no `kid`, the key is used only if it is the only one left (OpenID Connect Core §10.1).
std::vector<const PublishedKey*> candidates(const JwkSet& set, const SignatureAlgorithm& algorithm,
                                            std::string_view kid);

}  // namespace oauthctl

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jose/jwk_set.h"
#include "jose/key.h"

namespace oauthctl {

struct PublishedKey {
  std::string kid;  ///< empty: it has none
  std::string alg;  ///< empty: any that suits its type
  PublicKey key;
};

/// The keys of the set that may have made this signature: those that suit the algorithm and bear the `kid`. A token
/// without one, or a key without one, is taken for the other's only where exactly one key is left to be meant (OpenID
/// Connect Core §10.1).
std::vector<const PublishedKey*> candidates(const JwkSet& set, const SignatureAlgorithm& algorithm,
                                            std::string_view kid);

}  // namespace oauthctl

#pragma once

#include <cstddef>
#include <string_view>

#include "jose/keys/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The agreed key (RFC 7518 §4.6.2): the Concat KDF over the ECDH secret. `purpose` is the algorithm that the key is
/// for, `apu` and `apv` are decoded. Both keys are on the same curve.
Secret agreed_key(const PrivateKey& ours, const PublicKey& theirs, std::string_view purpose, std::string_view apu,
                  std::string_view apv, std::size_t width);

}  // namespace oauthctl

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jose/keys/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// RFC 7518 §4.3; MGF1 uses the same digest. Nothing if the text is not encrypted for this key; OpenSSL checks that in
/// constant time.
std::optional<Secret> decrypt_oaep(const PrivateKey& ours, const char* digest, std::string_view encrypted);
std::string encrypt_oaep(const PublicKey& theirs, const char* digest, const Secret& plaintext);

}  // namespace oauthctl

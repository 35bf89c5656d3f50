#pragma once

#include <string>

#include "jose/keys/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A private key from a PEM file: PKCS#8, PKCS#1 or SEC 1, not encrypted. Throws ErrorKind::usage naming `source`.
PrivateKey read_private_pem(const Secret& pem, const std::string& source);

/// The same key as PKCS#8, for a private file.
Secret write_private_pem(const PrivateKey& key);

}  // namespace oauthctl

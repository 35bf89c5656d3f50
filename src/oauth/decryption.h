#pragma once

#include <string>

#include "jose/jwe.h"
#include "model/client.h"

namespace oauthctl {

/// The plaintext of what the server encrypted for this client: with the client's private key (RSA, EC), or for `dir`
/// with its shared key, else with the one that OpenID Connect Core §10.2 makes of its client_secret. Throws
/// ErrorKind::protocol when it is encrypted otherwise or for somebody else, ErrorKind::usage when the client has no
/// such key.
std::string decrypt_for(const Client& client, const ParsedJwe& jwe, const JweAlgorithms& expected);

/// Throws ErrorKind::usage when decrypt_for() would, by this `alg`, whatever it is given: before a person is sent to
/// a browser for an answer that nobody could read.
void require_decryption_key(const Client& client, const std::string& alg);

}  // namespace oauthctl

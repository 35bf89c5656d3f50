#pragma once

#include <string>

#include "jose/jwe.h"
#include "model/client.h"
#include "model/http.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// One kind of answer that the server may encrypt for the client, as the client is registered.
struct ResponseEncryption {
  const char* who;   ///< for messages: `the ID token`
  const char* name;  ///< what its two members of the registration begin with: `id_token`
  EncryptedResponse Client::*registered;
};

/// Authorization responses (JARM §3).
extern const ResponseEncryption authorization_encryption;
/// OpenID Connect Dynamic Client Registration §2.
extern const ResponseEncryption id_token_encryption;
extern const ResponseEncryption userinfo_encryption;
/// RFC 9701 §6.
extern const ResponseEncryption introspection_encryption;

/// What is inside, or the text itself for a client that is not registered for encryption. Throws ErrorKind::protocol
/// when it is encrypted otherwise than the client is registered for, or not at all; ErrorKind::usage without a key to
/// decrypt with.
Secret decrypted(const Secret& text, const ResponseEncryption& encryption, const Client& client);

/// The same for the body of an answer; a refusal (a status other than 200) is as it came. What is inside and no JWT is
/// JSON, and is labelled so (Core §5.3.2).
HttpResponse decrypted(HttpResponse response, const ResponseEncryption& encryption, const Client& client);

/// The plaintext of what the server encrypted for this client: with the client's private key (RSA, EC), or for `dir`
/// with its shared key, else with the one that OpenID Connect Core §10.2 makes of its client_secret. Throws
/// ErrorKind::protocol when it is encrypted otherwise or for somebody else, ErrorKind::usage when the client has no
/// such key.
std::string decrypt_for(const Client& client, const ParsedJwe& jwe, const JweAlgorithms& expected);

/// Throws ErrorKind::usage when decrypt_for() would, by this `alg`, whatever it is given: before a person is sent to
/// a browser for an answer that nobody could read.
void require_decryption_key(const Client& client, const std::string& alg);

}  // namespace oauthctl

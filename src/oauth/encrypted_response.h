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
  const char* name;  ///< the prefix of its two members of the registration: `id_token`
  EncryptedResponse Client::*registered;
};

/// Authorization responses (JARM §3).
extern const ResponseEncryption authorization_encryption;
/// OpenID Connect Dynamic Client Registration §2.
extern const ResponseEncryption id_token_encryption;
extern const ResponseEncryption userinfo_encryption;
/// RFC 9701 §6.
extern const ResponseEncryption introspection_encryption;

/// The decrypted text, or the text itself for a client that is not registered for encryption. Throws
/// ErrorKind::protocol if it is not encrypted as the client is registered, or not at all; ErrorKind::usage without a
/// key to decrypt it.
Secret decrypted(const Secret& text, const ResponseEncryption& encryption, const Client& client);

/// The same for the body of an answer. A refusal (a status other than 200) stays as it came. Content that is not a JWT
/// is JSON, and is labelled so (Core §5.3.2).
HttpResponse decrypted(HttpResponse response, const ResponseEncryption& encryption, const Client& client);

/// Decrypts a text that the server encrypted for this client: with the client's private key (RSA, EC), or for `dir`
/// with its shared key, else with the key that OpenID Connect Core §10.2 derives from its client_secret. Throws
/// ErrorKind::protocol if it is encrypted differently or for somebody else, ErrorKind::usage if the client has no such
/// key.
std::string decrypt_for(const Client& client, const ParsedJwe& jwe, const JweAlgorithms& expected);

/// Throws ErrorKind::usage if decrypt_for() would throw it for any text with this `alg`. Called before a person is sent
/// to a browser for an answer that nobody could read.
void require_decryption_key(const Client& client, const std::string& alg);

}  // namespace oauthctl

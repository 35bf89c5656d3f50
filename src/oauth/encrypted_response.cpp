#include "oauth/encrypted_response.h"

#include "base/text.h"
#include "oauth/decryption.h"
#include "oauth/response_body.h"
#include "oauthctl/error.h"

namespace oauthctl {

const ResponseEncryption authorization_encryption{"the authorization response", "authorization",
                                                  &Client::authorization_encrypted_response};
const ResponseEncryption id_token_encryption{"the ID token", "id_token", &Client::id_token_encrypted_response};
const ResponseEncryption userinfo_encryption{"the userinfo endpoint's answer", "userinfo",
                                             &Client::userinfo_encrypted_response};
const ResponseEncryption introspection_encryption{"the introspection endpoint's answer", "introspection",
                                                  &Client::introspection_encrypted_response};

namespace {

/// The hint follows the token: what it takes to read it gives nobody but us anything.
Error not_registered(const ParsedJwe& jwe, const ResponseEncryption& encryption) {
  const std::string member = std::string("\"") + encryption.name + "_encrypted_response_";
  return {ErrorKind::protocol,
          std::string(encryption.who) + " is encrypted, but the client's secrets file does not say so",
          "if the client is registered so, add to its secrets file: " + member + "alg\": \"" + printable(jwe.alg, 40) +
              "\", " + member + "enc\": \"" + printable(jwe.enc, 40) + '"'};
}

}  // namespace

Secret decrypted(const Secret& text, const ResponseEncryption& encryption, const Client& client) {
  const EncryptedResponse& registered = client.*encryption.registered;
  const bool is_encrypted = is_jwe(text.reveal());
  if (registered.alg.empty()) {
    if (is_encrypted) throw not_registered(parse_jwe(text.reveal(), encryption.who), encryption);
    return text;
  }
  // Core §3.1.3.7 item 1.
  if (!is_encrypted)
    throw Error(ErrorKind::protocol, std::string(encryption.who) + " is not encrypted, though it should be");
  const JweAlgorithms expected{registered.alg, registered.enc.empty() ? "A128CBC-HS256" : registered.enc};
  return Secret(decrypt_for(client, parse_jwe(text.reveal(), encryption.who), expected));
}

HttpResponse decrypted(HttpResponse response, const ResponseEncryption& encryption, const Client& client) {
  const bool is_expected = !(client.*encryption.registered).alg.empty();
  if (response.status != 200 || !(is_expected || media_type(response).ends_with("jwt"))) return response;
  response.body = decrypted(Secret(response.body), encryption, client).reveal();
  if (response.body.starts_with('{')) response.headers.set("content-type", "application/json");
  return response;
}

}  // namespace oauthctl

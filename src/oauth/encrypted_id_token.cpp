#include "base/text.h"
#include "oauth/decryption.h"
#include "oauthctl/id_token.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the ID token";

/// The hint follows the token: what it takes to read it gives nobody but us anything.
Error not_registered(const ParsedJwe& jwe) {
  return {ErrorKind::protocol, std::string(who) + " is encrypted, but the client's secrets file does not say so",
          "if the client is registered so, add to its secrets file: \"id_token_encrypted_response_alg\": \"" +
              printable(jwe.alg, 40) + "\", \"id_token_encrypted_response_enc\": \"" + printable(jwe.enc, 40) + '"'};
}

}  // namespace

Secret signed_id_token(const Secret& id_token, const Client& client) {
  const bool is_encrypted = is_jwe(id_token.reveal());
  if (client.id_token_encrypted_response_alg.empty()) {
    if (is_encrypted) throw not_registered(parse_jwe(id_token.reveal(), who));
    return id_token;
  }
  // Core §3.1.3.7 item 1.
  if (!is_encrypted) throw Error(ErrorKind::protocol, std::string(who) + " is not encrypted, though it should be");
  const std::string& enc = client.id_token_encrypted_response_enc;
  const JweAlgorithms expected{client.id_token_encrypted_response_alg, enc.empty() ? "A128CBC-HS256" : enc};
  return Secret(decrypt_for(client, parse_jwe(id_token.reveal(), who), expected));
}

}  // namespace oauthctl

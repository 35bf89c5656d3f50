#include "oauth/encrypted_response.h"

#include "base/text.h"
#include "jose/content_encryption.h"
#include "jose/digest.h"
#include "oauth/client/client_keys.h"
#include "oauth/endpoint.h"
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

/// The hint may repeat the token's algorithms, because only we can decrypt the answer, whatever they are.
Error not_registered(const ParsedJwe& jwe, const ResponseEncryption& encryption) {
  const std::string member = std::string("\"") + encryption.name + "_encrypted_response_";
  return {ErrorKind::protocol, std::string(encryption.who) + " is encrypted, but the client file does not say so",
          "if the client is registered so, add to the client file: " + member + "alg\": \"" + printable(jwe.alg, 40) +
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

namespace {

Error no_key(const std::string& alg) {
  return {ErrorKind::usage, "the client has no private key that can decrypt by " + alg,
          "name its key with private_key_file or jwks in the client file"};
}

/// Core §10.2: the left part of the shortest SHA-2 hash that is long enough.
Secret key_of_client_secret(const Client& client, const std::string& enc) {
  if (client.client_secret.empty()) throw no_key("dir");
  const std::size_t width = find_content_encryption(enc)->key_width;
  const char* hash = width <= 32 ? "SHA256" : width <= 48 ? "SHA384" : "SHA512";
  return Secret(digest(hash, client.client_secret.reveal()).substr(0, width));
}

/// The keys that the token may be encrypted for: those with its `kid`, else all.
template <typename Key>
std::vector<Key> meant(std::vector<Key> keys, const ParsedJwe& jwe) {
  std::erase_if(keys, [&](const Key& key) { return !key.alg.empty() && key.alg != jwe.alg; });
  std::vector<Key> named;
  for (const Key& key : keys) {
    if (!jwe.kid.empty() && key.kid == jwe.kid) named.push_back(key);
  }
  return named.empty() ? keys : named;
}

/// Tries each key in turn and reports the failure of the last one.
template <typename Key>
std::string decrypt_with_any(const std::vector<Key>& keys, const ParsedJwe& jwe, const JweAlgorithms& expected) {
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
    try {
      return decrypt(jwe, keys[i].key, expected);
    } catch (const Error&) {
      continue;
    }
  }
  return decrypt(jwe, keys.back().key, expected);
}

/// The client's private keys that the algorithm can use; never empty.
std::vector<OwnKey> suitable_keys(const Client& client, const KeyManagement& management) {
  auto keys = own_keys(client, "enc");
  std::erase_if(keys, [&](const OwnKey& own) { return !suits(management, own.key.type()); });
  if (keys.empty()) throw no_key(std::string(management.name));
  return keys;
}

}  // namespace

std::string decrypt_for(const Client& client, const ParsedJwe& jwe, const JweAlgorithms& expected) {
  const KeyManagement& management = require_encryption(jwe, expected);
  if (management.scheme == KeyManagementScheme::direct) {
    const auto secrets = meant(own_secrets(client, "enc"), jwe);
    return secrets.empty() ? decrypt(jwe, key_of_client_secret(client, expected.enc), expected)
                           : decrypt_with_any(secrets, jwe, expected);
  }
  const auto keys = meant(suitable_keys(client, management), jwe);
  if (keys.empty()) throw no_key(expected.alg);
  return decrypt_with_any(keys, jwe, expected);
}

void require_decryption_key(const Client& client, const std::string& alg) {
  const KeyManagement* management = find_key_management(alg);
  if (management == nullptr)
    throw Error(ErrorKind::usage, '"' + printable(alg, 40) + "\" is not a supported encryption algorithm");
  if (management->scheme != KeyManagementScheme::direct) {
    suitable_keys(client, *management);
  } else if (own_secrets(client, "enc").empty() && client.client_secret.empty()) {
    throw no_key(alg);
  }
}

}  // namespace oauthctl

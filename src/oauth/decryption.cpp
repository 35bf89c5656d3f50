#include "oauth/decryption.h"

#include "base/text.h"
#include "jose/content_encryption.h"
#include "jose/digest.h"
#include "oauth/own_keys.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

Error no_key(const std::string& alg) {
  return {ErrorKind::usage, "the client has no private key that can decrypt by " + alg,
          "name its key with private_key_file or jwks in the secrets file"};
}

/// Core §10.2: the left part of the shortest SHA-2 hash that is long enough.
Secret key_of_client_secret(const Client& client, const std::string& enc) {
  if (client.client_secret.empty()) throw no_key("dir");
  const std::size_t width = find_content_encryption(enc)->key_width;
  const char* hash = width <= 32 ? "SHA256" : width <= 48 ? "SHA384" : "SHA512";
  return Secret(digest(hash, client.client_secret.reveal()).substr(0, width));
}

/// The keys that the token may be for: those that bear its `kid`, else all.
template <typename Key>
std::vector<Key> meant(std::vector<Key> keys, const ParsedJwe& jwe) {
  std::erase_if(keys, [&](const Key& key) { return !key.alg.empty() && key.alg != jwe.alg; });
  std::vector<Key> named;
  for (const Key& key : keys) {
    if (!jwe.kid.empty() && key.kid == jwe.kid) named.push_back(key);
  }
  return named.empty() ? keys : named;
}

/// With each key in turn; the last one's failure is the answer.
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

/// The client's private keys that the algorithm can use; never none.
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
    throw Error(ErrorKind::usage, '"' + printable(alg, 40) + "\" is no algorithm for encryption that is supported");
  if (management->scheme != KeyManagementScheme::direct) {
    suitable_keys(client, *management);
  } else if (own_secrets(client, "enc").empty() && client.client_secret.empty()) {
    throw no_key(alg);
  }
}

}  // namespace oauthctl

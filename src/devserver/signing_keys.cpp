#include "devserver/signing_keys.h"

#include <algorithm>

#include "base/json.h"
#include "jose/jwk.h"
#include "jose/jws.h"
#include "jose/thumbprint.h"

namespace oauthctl::devserver {
namespace {

/// Those of supported_signing_algorithms().
constexpr KeyType types[] = {KeyType::rsa, KeyType::p256, KeyType::ed25519};

nlohmann::json published_jwk(const PrivateKey& key, const std::string& kid) {
  nlohmann::json jwk = public_jwk(key.public_key());
  jwk["kid"] = kid;
  jwk["use"] = "sig";
  return jwk;
}

std::string kid_of(const PrivateKey& key) {
  return thumbprint(JsonObject(public_jwk(key.public_key()), "a key of this server", ErrorKind::internal));
}

}  // namespace

const SigningKeys::Key& SigningKeys::current(KeyType type) {
  for (Key& key : keys_) {
    if (!key.is_current || key.key.type() != type) continue;
    if (!lifetime_ || key.made_at + *lifetime_ > now_()) return key;
    key.is_current = false;
  }
  const PrivateKey made = generate_key(type);
  return keys_.emplace_back(Key{kid_of(made), made, now_()});
}

std::string SigningKeys::sign(const nlohmann::json& claims, const std::string& alg, const std::string& typ) {
  const std::lock_guard lock(mutex_);
  const Key& key = current(find_algorithm(alg)->key);
  return sign_jws({{"typ", typ}, {"kid", key.kid}}, to_text(claims), alg, key.key);
}

nlohmann::json SigningKeys::published() {
  const std::lock_guard lock(mutex_);
  for (const KeyType type : types) current(type);
  nlohmann::json keys = nlohmann::json::array();
  for (const Key& key : keys_) keys.push_back(published_jwk(key.key, key.kid));
  return {{"keys", keys}};
}

void SigningKeys::rotate(Old old) {
  const std::lock_guard lock(mutex_);
  if (old == Old::withdrawn) keys_.clear();
  for (Key& key : keys_) key.is_current = false;
}

}  // namespace oauthctl::devserver

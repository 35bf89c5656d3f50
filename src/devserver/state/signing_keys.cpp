#include "devserver/state/signing_keys.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "devserver/state/sql.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/keys/pem.h"
#include "jose/keys/thumbprint.h"

namespace oauthctl::devserver {
namespace {

/// The types for supported_signing_algorithms().
constexpr KeyType types[] = {KeyType::rsa, KeyType::p256, KeyType::ed25519};

/// A client's clock may be slow, so that tokens expire later for it.
constexpr std::chrono::seconds leeway{60};

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

SigningKeys::SigningKeys(Database& database, Clock now, std::optional<std::chrono::seconds> lifetime)
    : database_(database), now_(std::move(now)), lifetime_(lifetime) {
  database_.transaction([this](SQLite::Database& db) {
    auto rows = query(db, "SELECT kid, pem, made_at, replaced_at FROM signing_keys ORDER BY rowid");
    while (rows.executeStep()) {
      const std::string kid = rows.getColumn(0).getString();
      const SQLite::Column replaced_at = rows.getColumn(3);
      keys_.push_back({kid, read_private_pem(Secret(rows.getColumn(1).getString()), "signing key " + kid + " in --db"),
                       time_of(rows.getColumn(2)),
                       replaced_at.isNull() ? std::nullopt : std::optional(time_of(replaced_at))});
    }
  });
}

const SigningKeys::Key& SigningKeys::current(KeyType type) {
  for (Key& key : keys_) {
    if (key.replaced_at || key.key.type() != type) continue;
    if (!lifetime_ || key.made_at + *lifetime_ > now_()) return key;
    replace(key);
  }
  const PrivateKey made = generate_key(type);
  const Key key{kid_of(made), made, now_(), {}};
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "INSERT INTO signing_keys (kid, pem, made_at) VALUES (?, ?, ?)", key.kid,
            write_private_pem(made).reveal(), epoch_seconds(key.made_at));
  });
  return keys_.emplace_back(key);
}

void SigningKeys::replace(Key& key) {
  key.replaced_at = now_();
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "UPDATE signing_keys SET replaced_at = ? WHERE kid = ?", epoch_seconds(*key.replaced_at), key.kid);
  });
}

void SigningKeys::forget_outlived() {
  const TimePoint outlived = now_() - id_token_lifetime - leeway;
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "DELETE FROM signing_keys WHERE replaced_at <= ?", epoch_seconds(outlived));
  });
  std::erase_if(keys_, [&](const Key& key) { return key.replaced_at && *key.replaced_at <= outlived; });
}

std::string SigningKeys::sign(const nlohmann::json& claims, const std::string& alg, const std::string& typ) {
  const std::lock_guard lock(mutex_);
  const Key& key = current(find_algorithm(alg)->key);
  return sign_jws({{"typ", typ}, {"kid", key.kid}}, to_text(claims), alg, key.key);
}

nlohmann::json SigningKeys::published() {
  const std::lock_guard lock(mutex_);
  for (const KeyType type : types) current(type);
  forget_outlived();
  nlohmann::json keys = nlohmann::json::array();
  for (const Key& key : keys_) keys.push_back(published_jwk(key.key, key.kid));
  return {{"keys", keys}};
}

void SigningKeys::rotate(Old old) {
  const std::lock_guard lock(mutex_);
  for (Key& key : keys_) {
    if (!key.replaced_at) replace(key);
  }
  if (old == Old::published) return;
  database_.transaction([](SQLite::Database& db) { execute(db, "DELETE FROM signing_keys"); });
  keys_.clear();
}

}  // namespace oauthctl::devserver

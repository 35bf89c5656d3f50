#pragma once

#include <chrono>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "devserver/state/database.h"
#include "jose/keys/key.h"

namespace oauthctl::devserver {

/// ID tokens expire after this time. No other signed token of this server lasts longer.
inline constexpr std::chrono::seconds id_token_lifetime{3600};

/// The server's signing keys: one for each type, made when it is first needed, and kept in the database.
class SigningKeys {
 public:
  /// Keys that a rotation replaces either stay published, for what they signed, or are withdrawn at once.
  enum class Old { published, withdrawn };

  /// A key older than `lifetime` is replaced at its next use; without a lifetime no key is. Throws ErrorKind::usage if
  /// a key in the database cannot be read.
  SigningKeys(Database& database, Clock now, std::optional<std::chrono::seconds> lifetime);

  /// A compact JWS of the claims, with `typ` and the key's `kid` in its header.
  std::string sign(const nlohmann::json& claims, const std::string& alg, const std::string& typ = "JWT");
  /// The JWK set of the server (RFC 7517 §5).
  nlohmann::json published();
  void rotate(Old old);

 private:
  struct Key {
    std::string kid;  ///< its RFC 7638 thumbprint
    PrivateKey key;
    TimePoint made_at;
    std::optional<TimePoint> replaced_at;  ///< nothing: it is in use
  };
  /// The caller must hold the mutex.
  const Key& current(KeyType type);
  void replace(Key& key);
  /// Drops the keys of which every signed token has expired.
  void forget_outlived();

  Database& database_;
  Clock now_;
  std::optional<std::chrono::seconds> lifetime_;
  std::mutex mutex_;
  std::vector<Key> keys_;  ///< as in the database
};

}  // namespace oauthctl::devserver

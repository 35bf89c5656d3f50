#pragma once

#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "jose/key.h"
#include "oauthctl/time.h"

namespace oauthctl::devserver {

/// The keys that this server signs with: one a type, each made when it is first needed.
class SigningKeys {
 public:
  /// What becomes of the keys that a rotation replaces: published for what they signed before, or gone at once.
  enum class Old { published, withdrawn };

  /// A key older than `lifetime` is replaced at its next use; without a lifetime none is.
  SigningKeys(Clock now, std::optional<std::chrono::seconds> lifetime) : now_(std::move(now)), lifetime_(lifetime) {}

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
    bool is_current = true;
  };
  /// The caller holds the mutex.
  const Key& current(KeyType type);

  Clock now_;
  std::optional<std::chrono::seconds> lifetime_;
  std::mutex mutex_;
  std::vector<Key> keys_;
};

}  // namespace oauthctl::devserver

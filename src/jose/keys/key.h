#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "jose/algorithm.h"

namespace oauthctl {

struct NativeKey;

/// A key that checks signatures: RSA, EC or Ed25519, never a shared secret. So a key that a server publishes cannot be
/// used for HMAC, even if a token names such an algorithm (RFC 8725 §2.1).
class PublicKey {
 public:
  explicit PublicKey(std::shared_ptr<const NativeKey> key) : key_(std::move(key)) {}

  KeyType type() const;
  /// Whether this key made the signature over `input` with this algorithm. False for a key of another type.
  bool verifies(const SignatureAlgorithm& algorithm, std::string_view input, std::string_view signature) const;
  const NativeKey& native() const { return *key_; }

 private:
  std::shared_ptr<const NativeKey> key_;
};

/// A key of ours that signs.
class PrivateKey {
 public:
  explicit PrivateKey(std::shared_ptr<const NativeKey> key) : key_(std::move(key)) {}

  KeyType type() const;
  /// Throws ErrorKind::usage for an algorithm that needs another type of key.
  std::string sign(const SignatureAlgorithm& algorithm, std::string_view input) const;
  PublicKey public_key() const { return PublicKey(key_); }
  const NativeKey& native() const { return *key_; }

 private:
  std::shared_ptr<const NativeKey> key_;
};

/// A new key: RSA of 2048 bits, one of the curves, or Ed25519.
PrivateKey generate_key(KeyType type);

}  // namespace oauthctl

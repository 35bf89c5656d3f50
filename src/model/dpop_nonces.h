#pragma once

#include <string>

namespace oauthctl {

/// The nonce that each server gave last for DPoP proofs (RFC 9449 §8.2), by its origin. What is authorization server
/// and resource server at once has one for each part (§9).
class DpopNonces {
 public:
  enum class Giver { authorization_server, resource_server };

  virtual ~DpopNonces() = default;
  /// Empty: none is known.
  virtual std::string find(Giver giver, const std::string& origin) const = 0;
  /// In place of the one before. An empty one: that is forgotten, and there is none.
  virtual void remember(Giver giver, const std::string& origin, const std::string& nonce) = 0;
};

}  // namespace oauthctl

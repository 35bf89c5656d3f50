#pragma once

#include <string>

namespace oauthctl {

/// The last nonce that each server gave for DPoP proofs (RFC 9449 §8.2), by its origin. A host that is both
/// authorization server and resource server has one for each role (§9).
class DpopNonces {
 public:
  enum class Giver { authorization_server, resource_server };

  virtual ~DpopNonces() = default;
  /// Empty if none is known.
  virtual std::string find(Giver giver, const std::string& origin) const = 0;
  /// Replaces the previous nonce. An empty one only deletes it.
  virtual void remember(Giver giver, const std::string& origin, const std::string& nonce) = 0;
};

}  // namespace oauthctl

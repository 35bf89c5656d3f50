#pragma once

#include <string>
#include <vector>

#include "model/token_set.h"

namespace oauthctl {

/// The purpose of a token that differs from the profile's own: the resources (RFC 8707) or audiences (RFC 8693 §2.1,
/// and Auth0) that it is for, and its scope. A set: neither order nor repetition counts. Empty: the profile's own
/// token.
struct Target {
  std::vector<std::string> resource = {};
  std::vector<std::string> audience = {};
  std::string scope = {};  ///< words

  bool empty() const { return resource.empty() && audience.empty() && scope.empty(); }
  /// Whether it names the place where the token is used, not only a scope.
  bool names_place() const { return !resource.empty() || !audience.empty(); }

  friend bool operator==(const Target&, const Target&) = default;
};

/// The one spelling that all spellings of the same set have.
Target canonical(Target target);

/// As options of a command that a person is told to type: ` --resource URI --scope 'A B'`.
std::string as_options(const Target& target);

/// A token that was requested for a target, beside the profile's own. It has neither a refresh token nor an ID token:
/// those are the profile's.
struct TargetedToken {
  Target target;  ///< canonical
  TokenSet tokens;
};

}  // namespace oauthctl

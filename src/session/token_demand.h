#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace oauthctl {

/// The caller's demands on the token.
struct TokenDemand {
  bool refresh = false;                         ///< renew even a valid one
  std::optional<std::chrono::seconds> min_ttl;  ///< nothing: the default margin
  std::string scope = {};                       ///< less than the profile's; empty: the profile's
  bool is_due = false;                          ///< the caller has read the record, and its token must be renewed
};

constexpr std::chrono::seconds default_min_ttl{60};

}  // namespace oauthctl

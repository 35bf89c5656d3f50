#pragma once

#include <chrono>
#include <optional>

#include "model/target.h"

namespace oauthctl {

/// The caller's demands on the token.
struct TokenDemand {
  bool refresh = false;                         ///< renew even a valid one
  std::optional<std::chrono::seconds> min_ttl;  ///< nothing: the default margin
  Target target = {};                           ///< empty: the profile's own token
  bool is_due = false;  ///< the caller has read the record, and its token for the target cannot be used
};

constexpr std::chrono::seconds default_min_ttl{60};

}  // namespace oauthctl

#pragma once

#include <optional>
#include <string>

namespace oauthctl {

/// The person or program whose command failed named these. The environment needs no repeating.
struct Named {
  std::optional<std::string> home;
  std::optional<std::string> store;
  std::optional<std::string> profile;
};

/// The command of a hint, for the same home, store and profile: `--home`, `--store` and `-p` are added if the command
/// does not name them itself.
std::string typed_again(const std::string& command, const Named& named);

}  // namespace oauthctl

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "oauthctl/secret.h"

namespace oauthctl {

/// Names a value in a few characters. It must be keyed with something random, or a guessed password could be compared
/// with what is shown.
using Fingerprint = std::function<std::string(std::string_view value)>;

/// Every secret seen so far, to be taken out of whatever is shown.
class KnownSecrets {
 public:
  explicit KnownSecrets(Fingerprint fingerprint) : fingerprint_(std::move(fingerprint)) {}

  /// Remembers the value and gives what stands for it: `[secret 3f9a2c]`, the same for the same value.
  std::string hide(std::string_view value);
  /// The text made fit for a terminal, without any secret.
  std::string clean(std::string_view text) const;

 private:
  struct Known {
    Secret value;
    std::string stand_in;
  };
  void remember(std::string value, const std::string& stand_in);
  std::string replaced(std::string_view text) const;

  Fingerprint fingerprint_;
  std::vector<Known> known_;  ///< the longest first, so that a part does not uncover the rest
};

}  // namespace oauthctl

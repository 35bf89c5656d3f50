#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "oauthctl/secret.h"

namespace oauthctl {

/// Names a value in a few characters. It must be keyed with random data, or somebody could compare a guessed password
/// with the shown name.
using Fingerprint = std::function<std::string(std::string_view value)>;

/// The places in which a value must not be shown.
enum class Sensitivity {
  unknown,     ///< in a trace: it may be secret, but a person may see it, such as a user code
  credential,  ///< nowhere
};

/// Whether the value of a parameter or a JSON member of that name lets its holder act for somebody.
bool is_credential_name(std::string_view name);

/// Every secret that this process has met, to remove it from all output. Finds a value as it is, percent-encoded or
/// form-encoded. Finds a credential also in base64, whatever precedes it there.
///
/// Safe for several threads: a lease is kept and a spinner turns beside the requests that learn secrets.
class KnownSecrets {
 public:
  KnownSecrets() = default;
  KnownSecrets(const KnownSecrets& other);
  KnownSecrets& operator=(const KnownSecrets& other);
  ~KnownSecrets() = default;

  /// From now on a hidden value is shown as `[secret 3f9a2c]`; without it, as `[secret]`.
  void name_by(Fingerprint fingerprint);

  /// Remembers the value and returns the text that replaces it.
  std::string hide(std::string_view value, Sensitivity sensitivity = Sensitivity::unknown);

  /// The text fit for a terminal, in one line of at most `longest` bytes, without any hidden value.
  std::string clean(std::string_view text, std::size_t longest = 4000) const;
  /// The same, but hides only credentials: for messages, which mention accounts, codes and addresses.
  std::string clean_message(std::string_view text, std::size_t longest = 4000) const;

 private:
  struct Known {
    Secret value;
    std::string replacement;
    Sensitivity sensitivity;
  };
  void remember(std::string value, const std::string& replacement, Sensitivity sensitivity);
  std::string cleaned(std::string_view text, Sensitivity least, std::size_t longest) const;
  std::string replaced(std::string_view text, Sensitivity least) const;

  mutable std::mutex mutex_;
  Fingerprint fingerprint_;
  std::vector<Known> known_;  ///< the longest first, so that a part does not uncover the rest
};

}  // namespace oauthctl

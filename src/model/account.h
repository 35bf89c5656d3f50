#pragma once

#include <string>

namespace oauthctl {

/// Who signed in, as far as the server says: OpenID Connect Core §5.1 names, or GitHub's `login` and `id`.
struct Account {
  std::string sub;
  std::string name;
  std::string preferred_username;
  std::string email;

  /// The best single word for a person to recognise the account by, fit for a terminal; empty when nothing is known.
  std::string label() const;
  friend bool operator==(const Account&, const Account&) = default;
};

}  // namespace oauthctl

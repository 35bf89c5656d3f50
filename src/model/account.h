#pragma once

#include <string>

namespace oauthctl {

/// The account that signed in, as far as the server says: OpenID Connect Core §5.1 names, or GitHub's `login` and `id`.
struct Account {
  std::string sub;
  std::string name;
  std::string preferred_username;
  std::string email;

  /// The best single word by which a person recognises the account, fit for a terminal; empty if nothing is known.
  std::string label() const;
  friend bool operator==(const Account&, const Account&) = default;
};

}  // namespace oauthctl

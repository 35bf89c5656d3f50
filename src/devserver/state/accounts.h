#pragma once

#include <optional>
#include <string>
#include <vector>

#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// Somebody who can sign in. The members are claims of OpenID Connect Core §5.1.
struct Account {
  std::string username;
  std::string sub;
  std::string name;
  std::string email;
};

class Accounts {
 public:
  explicit Accounts(Database& database) : database_(database) {}

  /// Makes the account, or changes its password.
  void put(const std::string& username, const Secret& password);
  std::optional<Account> find(const std::string& username);
  /// The account, if the password is right.
  std::optional<Account> sign_in(const std::string& username, const Secret& password);
  std::vector<Account> all();

 private:
  Database& database_;
};

}  // namespace oauthctl::devserver

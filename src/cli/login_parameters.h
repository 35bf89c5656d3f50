#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace CLI {
class App;
}

namespace oauthctl::cli {

/// The options of `login` that are parameters of the authorization request under names of their own.
class LoginParameters {
 public:
  void add_to(CLI::App& app);
  /// Throws ErrorKind::usage for a value that no server could mean anything by, and for one that --param gives too.
  void read_into(LoginCommand& command) const;

 private:
  std::string login_hint_, prompt_, max_age_, acr_values_, ui_locales_, claims_file_, authorization_details_file_;
  std::vector<std::string> resource_;
};

}  // namespace oauthctl::cli

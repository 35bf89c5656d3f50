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
  /// A response type settles the flow where none was named. Throws ErrorKind::usage for a value that no server could
  /// mean anything by, for one that --param gives too, and for a response type of another flow.
  void read_into(LoginCommand& command) const;

 private:
  std::string response_type_, login_hint_, prompt_, max_age_, acr_values_, ui_locales_, claims_file_,
      authorization_details_file_;
  std::vector<std::string> resource_;
};

}  // namespace oauthctl::cli

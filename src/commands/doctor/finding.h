#pragma once

#include <string>
#include <vector>

#include "oauthctl/error.h"

namespace oauthctl::cli {

enum class Outcome { good, notice, bad };

/// The mends that `doctor --fix` makes, since they need no decision.
enum class Repair { none, close_folder, close_file, remove_leftovers, remove_pending };

/// One line of `doctor`.
struct Finding {
  std::string name;
  Outcome outcome = Outcome::good;
  std::string what;
  std::string mend = {};                 ///< a command, or a sentence if no command can mend it; empty if all is well
  ErrorKind kind = ErrorKind::internal;  ///< of a bad one: its exit code
  Repair repair = Repair::none;
  std::string path = {};  ///< what the repair changes; of remove_pending: the profile
};

using Findings = std::vector<Finding>;

Finding good(std::string name, std::string what);
Finding notice(std::string name, std::string what, std::string mend);
Finding bad(std::string name, std::string what, std::string mend, ErrorKind kind);

/// The failure's own hint, if it has one.
std::string mend_of(const Error& error, const std::string& otherwise);
/// `${EDITOR:-vi} FILE`
std::string edit(const std::string& file);
/// `oauthctl COMMAND -p PROFILE`
std::string for_profile(const std::string& command, const std::string& profile);

}  // namespace oauthctl::cli

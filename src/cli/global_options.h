#pragma once

#include <optional>
#include <string>

#include "base/environment.h"
#include "cli/option.h"

namespace oauthctl::cli {

enum class Color { automatic, always, never };

/// The options of every command.
struct GlobalOptions {
  std::string profile = "default";
  bool profile_named = false;  ///< by -p or OAUTHCTL_PROFILE
  bool profile_typed = false;  ///< by -p
  bool profile_found = false;  ///< by the URL of the command
  std::optional<std::string> home;
  bool home_typed = false;           ///< by --home
  std::optional<std::string> store;  ///< a URL; nothing: the profile's
  bool store_typed = false;          ///< by --store
  int verbosity = 0;                 ///< 1: one line per step; 2: requests and answers too, redacted
  bool quiet = false;
  bool json = false;
  Color color = Color::automatic;
  bool help = false;
  bool version = false;
};

/// The option or variable that named the store, for messages.
inline const char* store_source(const GlobalOptions& global) {
  return global.store_typed ? "--store" : "OAUTHCTL_STORE";
}

std::span<const Option> global_options();

/// An argument that names the profile, as -p does; empty: nothing changes. Throws ErrorKind::usage if -p names another.
void name_profile(const std::string& name, GlobalOptions& global);

/// The values from the environment: OAUTHCTL_PROFILE, OAUTHCTL_HOME and OAUTHCTL_STORE. The command line overrides
/// them.
GlobalOptions global_options_of(const Environment& environment);

}  // namespace oauthctl::cli

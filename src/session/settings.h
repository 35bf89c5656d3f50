#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/services.h"

namespace oauthctl {

/// Settings of a profile to change without a sign-in; nothing or empty: as they are.
struct SettingsChange {
  std::string client_file;  ///< an absolute path
  std::optional<std::string> scope;
  std::optional<std::vector<std::string>> serves;
};

/// Changes them in the profile's turn and returns the record. Throws ErrorKind::login_required for a profile that does
/// not exist, and ErrorKind::usage for the file of another client or server.
Record change_settings(const std::string& profile, const SettingsChange& change, const Services& services);

/// Profiles that exchange the token of `profile` exchange that of `renamed` from now on.
void follow_rename(const std::string& profile, const std::string& renamed, const Services& services);

}  // namespace oauthctl

#pragma once

#include <optional>
#include <string>

namespace oauthctl {

/// The profile of a command that names none, as `profile use` chose it; nothing: none was chosen. It is the target of
/// the symbolic link `.chosen` in the folder of the records, because one system call reads that.
std::optional<std::string> chosen_profile(const std::string& directory);

/// Nothing: none from now on. Throws ErrorKind::unavailable if the link cannot be made.
void choose_profile(const std::string& directory, const std::optional<std::string>& profile);

}  // namespace oauthctl

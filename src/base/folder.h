#pragma once

#include <functional>
#include <string>

namespace oauthctl {

/// The folder that the path stands in.
std::string parent_of(const std::string& path);

/// Makes the folder, and those above it that are missing, each for us alone (0700) whatever the umask is. `made` is
/// called for each one that was made, the uppermost first. Returns the folder that cannot be made (see errno); empty:
/// all are there.
std::string make_folders(const std::string& path, const std::function<void(const std::string& path)>& made = {});

}  // namespace oauthctl

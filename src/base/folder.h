#pragma once

#include <functional>
#include <string>

namespace oauthctl {

/// The parent folder of the path.
std::string parent_of(const std::string& path);

/// Creates the folder and its missing parents, each accessible only to us (0700) whatever the umask is. Calls `made`
/// for each created folder, the topmost first. Returns the folder that cannot be created (see errno); empty if all
/// exist.
std::string make_folders(const std::string& path, const std::function<void(const std::string& path)>& made = {});

}  // namespace oauthctl

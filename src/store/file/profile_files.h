#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// The profiles with a file of that ending in the folder, sorted. Empty if the folder does not exist.
std::vector<std::string> profiles_with(const std::string& directory, std::string_view ending);

/// The profiles with a record or with settings in the folder, sorted.
std::vector<std::string> profiles_in(const std::string& directory);

}  // namespace oauthctl

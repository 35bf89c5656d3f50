#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// The profiles of which the folder has a file of that ending, sorted. A folder that is not there has none.
std::vector<std::string> profiles_with(const std::string& directory, std::string_view ending);

}  // namespace oauthctl

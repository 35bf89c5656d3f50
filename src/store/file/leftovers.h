#pragma once

#include <string>
#include <vector>

namespace oauthctl {

/// The lock files of profiles that have nothing else, which mistyped names leave in the folder of the records. Sorted.
/// Throws as open_directory() does.
std::vector<std::string> leftovers_in(const std::string& directory);

/// Deletes them, unless a process holds the profile's lock. Returns how many.
std::size_t remove_leftovers(const std::string& directory);

}  // namespace oauthctl

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// The store that the profile's last login chose, as a URL, where that was not the file store: kept as one line of
/// `<profile>.store` in the folder of the records. Nothing secret is in it; who could write it could lead a login
/// elsewhere, so it is read as carefully as a record.
std::optional<std::string> bound_store(const std::string& directory, std::string_view profile);

/// Durable when it returns. `file` is what a profile without a binding has, and removes it.
void bind_store(const std::string& directory, std::string_view profile, const std::string& url);

/// The profiles that have one, sorted.
std::vector<std::string> bound_profiles(const std::string& directory);

}  // namespace oauthctl

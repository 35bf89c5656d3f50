#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// The store that the profile's last sign-in chose, as a URL, unless it was the file store. It is one line in
/// `<profile>.store` in the folder of the records. It is not secret, but a person who can write it could redirect a
/// profile, so it is read as carefully as a record.
std::optional<std::string> bound_store(const std::string& directory, std::string_view profile);

/// The URL of the store that has the profile: without a binding, `file`.
std::string store_of(const std::string& directory, std::string_view profile);

/// Durable when it returns. A profile without a binding is in `file`, so `file` removes the binding.
void bind_store(const std::string& directory, std::string_view profile, const std::string& url);

/// The profiles that have one, sorted.
std::vector<std::string> bound_profiles(const std::string& directory);

}  // namespace oauthctl

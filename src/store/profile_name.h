#pragma once

#include <string_view>

namespace oauthctl {

/// 1 to 100 of the characters A–Z a–z 0–9 . _ @ + -, beginning with neither `.` nor `-`: a single file name on every
/// file system, and neither an option nor a path.
bool is_profile_name(std::string_view name);

/// Throws ErrorKind::usage for any other name.
void require_profile_name(std::string_view name);

}  // namespace oauthctl

#pragma once

#include <string_view>

namespace oauthctl {

/// Whether the name means something in a client's part of the file: RFC 7591 and RFC 8414 names and those of their
/// extensions, used here or not, and ours.
bool is_known_member(std::string_view name);

/// The known member that somebody probably meant to type. Empty if none is near.
std::string_view nearest_member(std::string_view name);

/// Whether Google's console writes it.
bool is_google_member(std::string_view name);

}  // namespace oauthctl

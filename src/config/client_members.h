#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace oauthctl {

/// Whether the name means something in a client's part of the file: RFC 7591 and RFC 8414 names and those of their
/// extensions, used here or not, and ours.
bool is_known_member(std::string_view name);

/// Whether Google's console writes it.
bool is_google_member(std::string_view name);

/// Throws ErrorKind::usage for a member that asks for a protection or a restriction that this version does not have: to
/// go on without it would send something else than the file says.
void require_supported(const JsonObject& client);

}  // namespace oauthctl

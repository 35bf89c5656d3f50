#pragma once

#include <string_view>

namespace oauthctl {

/// Whether the value of a parameter, a JSON member or a header field of that name (in lower case) may be shown. The
/// list has the names that are known to be harmless. All others count as secret.
bool is_public_name(std::string_view name);

}  // namespace oauthctl

#pragma once

#include <string_view>

namespace oauthctl {

/// RFC 8707 §2: an absolute URI (RFC 3986 §4.3), so without a fragment.
bool is_resource_uri(std::string_view text);

}  // namespace oauthctl

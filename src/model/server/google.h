#pragma once

#include <string_view>

namespace oauthctl {

/// Whether the URL is on a host of Google's authorization server. Google's client file names no issuer.
bool is_googles(std::string_view url);

}  // namespace oauthctl

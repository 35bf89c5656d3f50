#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// FIPS 180-4: 32 bytes.
std::string sha256(std::string_view bytes);

}  // namespace oauthctl

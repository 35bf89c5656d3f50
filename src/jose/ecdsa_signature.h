#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oauthctl {

/// JOSE writes r and s side by side in the width of the curve (RFC 7518 §3.4), OpenSSL in DER. Empty for a signature of
/// any other width.
std::string to_der(std::string_view signature, std::size_t coordinate);
std::string from_der(std::string_view der, std::size_t coordinate);

}  // namespace oauthctl

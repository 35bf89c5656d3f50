#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthctl {

/// RFC 4648 §4, padded: HTTP Basic.
std::string base64_encode(std::string_view bytes);

/// The strict inverse, as base64url_decode() is.
std::optional<std::string> base64_decode(std::string_view text);

/// RFC 4648 §5 without padding: JOSE and PKCE.
std::string base64url_encode(std::string_view bytes);

/// The strict inverse: nothing for padding, a character outside the alphabet, an impossible length, or unused bits that
/// are not zero, so that one value has one spelling.
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace oauthctl

#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// Adds to the text of a JSON object, as its last member, the checksum (FNV-1a, 64 bits) of all that stands before it.
/// It finds damage — no changed byte passes — and no forgery: whoever can write our files needs none.
std::string with_checksum(std::string object);

/// Whether with_checksum() made this text, to the byte.
bool has_valid_checksum(std::string_view text);

/// The checksum alone, as 16 hex digits.
std::string checksum_of(std::string_view text);

}  // namespace oauthctl

#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// Adds a checksum (FNV-1a, 64 bits) of the text of a JSON object as its last member. It detects damage, even of a
/// single byte, but not forgery: a person who can write our files need not forge anything.
std::string with_checksum(std::string object);

/// Whether with_checksum() made this text, to the byte.
bool has_valid_checksum(std::string_view text);

/// Only the checksum, as 16 hex digits.
std::string checksum_of(std::string_view text);

}  // namespace oauthctl

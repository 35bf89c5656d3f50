#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

// Changes to JSON text before a parser sees it. No change makes JSON of a text that is not JSON (RFC 8259), and none
// shifts the text after it, so that positions in messages stay right.

/// How many arrays and objects may stand inside each other.
constexpr int deepest_json = 32;

/// Whether a value is nested deeper. Asked before the parser runs, so that an attacker cannot exhaust the stack.
bool is_too_deep(std::string_view text);

/// For a server's answer: legal values that cannot be kept as they are do not cost the rest of the text. A number that
/// no double holds becomes 9e307, which is above every limit. The escape of half a surrogate pair becomes U+FFFD.
std::string mended_json(std::string text);

/// For the one member of a refused answer that must not be lost: a value that is too deep becomes 0. In a text that is
/// not UTF-8, each byte that is not ASCII becomes a control character, which no token may have.
std::string salvaged_json(std::string text);

}  // namespace oauthctl

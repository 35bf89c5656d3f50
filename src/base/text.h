#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// Makes untrusted text fit for a terminal and for one line. Removes control characters, terminal escapes, bidi and
/// zero-width characters. Line breaks and tabs become spaces, invalid UTF-8 becomes `?`, and text beyond `longest`
/// bytes is cut and ends in `…`.
std::string printable(std::string_view text, std::size_t longest = 300);

/// The same in double quotes, for a value inside a message.
std::string in_quotes(std::string_view text, std::size_t longest = 100);

/// JSON text that is safe to show in a terminal: characters that printable() removes become `\\u` escapes, which mean
/// the same.
std::string with_escapes(std::string json);

/// Whether every character is printable ASCII (0x21 to 0x7e), as a header or a token requires (RFC 6749 App. A).
bool is_visible_ascii(std::string_view text);

// ASCII alone, whatever the locale.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_alphanumeric(char c) {
  return is_letter(c) || is_digit(c);
}

/// The value of a hexadecimal digit; -1 for any other character.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Percent-encodes every byte that is neither an ASCII letter or digit nor one of `plain` (RFC 3986 §2.1).
std::string percent_encode(std::string_view text, std::string_view plain);

bool is_utf8(std::string_view text);

/// The pieces between separators, empty ones too. A separator at the end ends the last piece: lines are of this kind.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Words between spaces, as in `scope` (RFC 6749 §3.3). `join` is the inverse.
std::vector<std::string> words(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view between = " ");

bool contains(const std::vector<std::string>& list, std::string_view text);

/// Trims spaces, tabs and line ends.
std::string_view trimmed(std::string_view text);

std::string to_lower(std::string_view text);

/// In single quotes, for a POSIX shell: nothing is special between them but the quote itself.
std::string shell_quoted(std::string_view text);

/// One word of a command that a person is told to type: in single quotes where a POSIX shell would read it otherwise.
std::string shell_word(std::string_view text);

}  // namespace oauthctl

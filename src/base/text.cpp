#include "base/text.h"

#include <algorithm>
#include <cstdint>

namespace oauthctl {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t length = 0;  ///< zero: the bytes here are not valid UTF-8
};

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
Character next_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return {};
  std::uint32_t code = first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(text[i])) return {};
    code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3fU);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < least[length] || surrogate || code > 0x10ffff ? Character{} : Character{code, length};
}

/// Characters that move the cursor, change the reading direction or are invisible.
bool deceives(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xad || code == 0x61c ||
         (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || (code >= 0xfff9 && code <= 0xfffb) ||
         (code >= 0xe0000 && code <= 0xe007f);
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest) {
  std::string out;
  while (!text.empty()) {
    const Character c = next_character(text);
    const std::size_t length = std::max<std::size_t>(c.length, 1);
    std::string_view shown = text.substr(0, length);
    if (c.length == 0) {
      shown = "?";
    } else if (c.code == '\n' || c.code == '\r' || c.code == '\t') {
      shown = " ";
    } else if (deceives(c.code)) {
      shown = "";
    }
    if (out.size() + shown.size() > longest) return out + "…";
    out += shown;
    text.remove_prefix(length);
  }
  return out;
}

std::string percent_encode(std::string_view text, std::string_view plain) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alphanumeric(c) || plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15U]};
    }
  }
  return out;
}

namespace {

void add_escape(std::string& out, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(unit >> shift) & 15];
}

/// RFC 8259 §7: beyond the basic plane, as a pair of surrogates.
void add_escapes(std::string& out, std::uint32_t code) {
  if (code < 0x10000) return add_escape(out, code);
  add_escape(out, 0xd800 + ((code - 0x10000) >> 10));
  add_escape(out, 0xdc00 + ((code - 0x10000) & 0x3ff));
}

}  // namespace

std::string with_escapes(std::string json) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x7f; };
  if (std::all_of(json.begin(), json.end(), is_plain)) return json;
  std::string out;
  for (std::string_view text = json; !text.empty();) {
    const Character c = next_character(text);
    const std::size_t length = std::max<std::size_t>(c.length, 1);
    // Only strings have such characters. A line end of indented JSON is not escaped.
    c.code >= 0x7f && deceives(c.code) ? add_escapes(out, c.code) : void(out.append(text.substr(0, length)));
    text.remove_prefix(length);
  }
  return out;
}

std::string in_quotes(std::string_view text, std::size_t longest) {
  return '"' + printable(text, longest) + '"';
}

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = next_character(text).length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find(' ');
    if (end != 0) out.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) c == '\'' ? out += "'\\''" : out += c;
  return out + '\'';
}

std::string shell_word(std::string_view text) {
  const auto plain = [](char c) {
    return is_alphanumeric(c) || std::string_view("/._-+@:=,").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  return shell_quoted(text);
}

}  // namespace oauthctl

#include "base/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace oauthctl {
namespace {

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

std::size_t end_of_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// RFC 8259 §6, from the first digit on: as far as the text is a number.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  at = text[at] == '0' ? at + 1 : end_of_digits(text, at);
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = end_of_digits(text, at + 1);
    if (end == at + 1) return at;
    at = end;
  }
  if (at == text.size() || (text[at] != 'e' && text[at] != 'E')) return at;
  const bool is_signed = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-');
  const std::size_t exponent = at + (is_signed ? 2 : 1);
  const std::size_t end = end_of_digits(text, exponent);
  return end == exponent ? at : end;
}

/// Whole strings and numbers; any other character alone.
std::size_t end_of_token(std::string_view text, std::size_t at) {
  if (text[at] == '"') return end_of_string(text, at);
  return is_digit(text[at]) ? end_of_number(text, at) : at + 1;
}

/// By how much a token changes the depth.
int step_of(char first) {
  if (first == '{' || first == '[') return 1;
  return first == '}' || first == ']' ? -1 : 0;
}

/// The parser's own verdict: it refuses a number only for its size.
void mend_number(std::string& text, std::size_t at, std::size_t end) {
  constexpr std::string_view largest = "9e307";
  const std::string_view number = std::string_view(text).substr(at, end - at);
  // The shortest number that is too large is 2e308.
  if (number.size() < largest.size() || !nlohmann::json::parse(number, nullptr, false).is_discarded()) return;
  text.replace(at, end - at, std::string(largest) + std::string(end - at - largest.size(), ' '));
}

/// The UTF-16 unit that `\uXXXX` stands for; -1 for any other text.
int unit_at(std::string_view text, std::size_t at) {
  const std::string_view escape = text.substr(std::min(at, text.size()), 6);
  if (escape.size() != 6 || !escape.starts_with("\\u")) return -1;
  int unit = 0;
  for (const char c : escape.substr(2)) {
    if (hex_value(c) < 0) return -1;
    unit = unit * 16 + hex_value(c);
  }
  return unit;
}

/// RFC 8259 §8.2
void mend_string(std::string& text, std::size_t at, std::size_t end) {
  const auto is_first_half = [&](std::size_t i) { return (unit_at(text, i) & ~0x3ff) == 0xd800; };
  const auto is_second_half = [&](std::size_t i) { return (unit_at(text, i) & ~0x3ff) == 0xdc00; };
  while (at < end) {
    if (text[at] != '\\') {
      ++at;
    } else if (is_first_half(at) && is_second_half(at + 6)) {
      at += 12;
    } else {
      if (is_first_half(at) || is_second_half(at)) text.replace(at, 6, "\\ufffd");
      at += 2;
    }
  }
}

void blank_what_is_too_deep(std::string& text) {
  int depth = 0;
  for (std::size_t at = 0, end = 0; at < text.size(); at = end) {
    end = end_of_token(text, at);
    const int before = depth;
    depth += step_of(text[at]);
    if (std::max(before, depth) <= deepest_json) continue;
    const bool begins = before == deepest_json;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    if (begins) text[at] = '0';
  }
}

}  // namespace

bool is_too_deep(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); at = end_of_token(text, at)) {
    depth += step_of(text[at]);
    if (depth > deepest_json) return true;
  }
  return false;
}

std::string mended_json(std::string text) {
  for (std::size_t at = 0, end = 0; at < text.size(); at = end) {
    end = end_of_token(text, at);
    if (text[at] == '"') mend_string(text, at, end);
    if (is_digit(text[at])) mend_number(text, at, end);
  }
  return text;
}

std::string salvaged_json(std::string text) {
  const auto is_beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (!is_utf8(text)) std::replace_if(text.begin(), text.end(), is_beyond_ascii, '\x7f');
  blank_what_is_too_deep(text);
  return text;
}

}  // namespace oauthctl

#include "base/json_text.h"

#include <algorithm>

namespace oauthctl {
namespace {

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

/// Whole strings; any other character alone.
std::size_t end_of_token(std::string_view text, std::size_t at) {
  return text[at] == '"' ? end_of_string(text, at) : at + 1;
}

/// By how much a token changes the depth.
int step_of(char first) {
  if (first == '{' || first == '[') return 1;
  return first == '}' || first == ']' ? -1 : 0;
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

}  // namespace oauthctl

#include "devserver/pages/html.h"

#include <algorithm>
#include <stdexcept>

namespace oauthctl::devserver {
namespace {

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string Html::escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto replacement = entity(c);
    if (replacement.empty()) {
      out += c;
    } else {
      out += replacement;
    }
  }
  return out;
}

Html Html::fill(const char* literal, std::initializer_list<Slot> slots) {
  Html out;
  std::string_view rest = literal;
  while (!rest.empty()) {
    const auto open = rest.find('{');
    out.markup_ += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = rest.find('}', open);
    const auto name = rest.substr(open + 1, close - open - 1);
    const auto slot = std::find_if(slots.begin(), slots.end(), [&](const Slot& s) { return s.name == name; });
    if (slot == slots.end()) throw std::logic_error("a page has no value for its slot " + std::string(name));
    out += slot->value;
    rest = rest.substr(close + 1);
  }
  return out;
}

}  // namespace oauthctl::devserver

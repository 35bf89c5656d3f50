#include "model/resource_uri.h"

#include <algorithm>

#include "base/text.h"

namespace oauthctl {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
}

}  // namespace

bool is_resource_uri(std::string_view text) {
  const auto colon = text.find(':');
  return colon != std::string_view::npos && is_scheme(text.substr(0, colon)) && colon + 1 < text.size() &&
         is_visible_ascii(text) && text.find_first_of("#\"<>\\^`{|}") == std::string_view::npos;
}

}  // namespace oauthctl

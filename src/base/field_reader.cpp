#include "base/field_reader.h"

#include <algorithm>

#include "base/text.h"

namespace oauthctl {

void FieldReader::skip(std::string_view more) {
  const auto is_skipped = [&](char c) { return c == ' ' || c == '\t' || more.find(c) != std::string_view::npos; };
  while (!rest_.empty() && is_skipped(rest_.front())) rest_.remove_prefix(1);
}

bool FieldReader::take(char c) {
  if (!rest_.starts_with(c)) return false;
  rest_.remove_prefix(1);
  return true;
}

std::string_view FieldReader::until(std::string_view stops) {
  const auto taken = rest_.substr(0, rest_.find_first_of(stops));
  rest_.remove_prefix(taken.size());
  return taken;
}

std::string_view FieldReader::token() {
  const auto is_other = [](char c) {
    return !is_alphanumeric(c) && std::string_view("!#$%&'*+-.^_`|~").find(c) == std::string_view::npos;
  };
  const auto end = std::find_if(rest_.begin(), rest_.end(), is_other);
  const auto taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
  rest_.remove_prefix(taken.size());
  return taken;
}

std::optional<std::string> FieldReader::value(std::string_view stops) {
  if (!take('"')) return std::string(trimmed(until(stops)));
  std::string out;
  while (!rest_.empty()) {
    char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '"') return out;
    if (c == '\\' && !rest_.empty()) {
      c = rest_.front();
      rest_.remove_prefix(1);
    }
    out += c;
  }
  return std::nullopt;
}

}  // namespace oauthctl

#include "devserver/http/request.h"

#include <charconv>

#include "base/text.h"

namespace oauthctl::devserver {

std::string Request::header(std::string_view name) const {
  return headers.get(to_lower(name));
}

std::vector<std::string> Request::headers_named(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [other, value] : headers) {
    if (other == to_lower(name)) values.push_back(value);
  }
  return values;
}

std::string Request::origin() const {
  return (tls == nullptr ? "http://" : "https://") + header("Host");
}

std::optional<std::size_t> content_length(const Request& request) {
  const auto fields = request.headers_named("Content-Length");
  if (fields.empty()) return 0;
  const std::string& text = fields.front();
  std::size_t length = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), length);
  const bool is_number = failed == std::errc{} && end == text.data() + text.size();
  return fields.size() == 1 && is_number ? std::optional(length) : std::nullopt;
}

Secret bearer_token(const Request& request) {
  const std::string header = request.header("Authorization");
  return Secret(to_lower(header.substr(0, 7)) == "bearer " ? header.substr(7) : "");
}

}  // namespace oauthctl::devserver

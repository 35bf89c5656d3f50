#include "devserver/http/request.h"

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

}  // namespace oauthctl::devserver

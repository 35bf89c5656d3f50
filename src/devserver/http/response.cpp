#include "devserver/http/response.h"

#include "base/text.h"

namespace oauthctl::devserver {

void Response::set_content(std::string content, std::string_view type) {
  body = std::move(content);
  set_header("Content-Type", type);
}

void Response::add_header(std::string_view name, std::string_view value) {
  headers.add(std::string(name), std::string(value));
}

void Response::set_header(std::string_view name, std::string_view value) {
  Params others;
  for (const auto& [other, kept] : headers) {
    if (to_lower(other) != to_lower(name)) others.add(other, kept);
  }
  headers = std::move(others);
  add_header(name, value);
}

}  // namespace oauthctl::devserver

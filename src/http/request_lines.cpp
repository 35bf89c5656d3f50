#include "http/request_lines.h"

#include <algorithm>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {

bool is_http_token(std::string_view text) {
  return !text.empty() && is_visible_ascii(text) && text.find_first_of("\"(),/:;<=>?@[\\]{}") == std::string_view::npos;
}

bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

std::vector<std::string> header_lines(const HttpRequest& request) {
  if (!is_http_token(request.method)) {
    throw Error(ErrorKind::usage, "\"" + printable(request.method, 40) + "\" is not an HTTP method");
  }
  std::vector<std::string> lines;
  for (const auto& [name, value] : request.headers) {
    if (!is_http_token(name)) throw Error(ErrorKind::usage, "\"" + printable(name, 40) + "\" is not a header name");
    if (!is_field_value(value)) {
      throw Error(ErrorKind::usage, "the value of the header \"" + name + "\" has a control character in it");
    }
    // "Name:" would remove the field, "Name;" sends it empty.
    lines.push_back(name);
    lines.back() += value.empty() ? ";" : ": " + value;
  }
  return lines;
}

std::string subject(const std::string& method, const Url& url) {
  Url shown = url;
  shown.query.reset();
  shown.fragment.reset();
  return method + ' ' + shown.text();
}

}  // namespace oauthctl

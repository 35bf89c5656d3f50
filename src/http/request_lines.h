#pragma once

#include <string>
#include <vector>

#include "base/url.h"
#include "model/http.h"

namespace oauthctl {

/// The request's header fields as curl takes them. Throws ErrorKind::usage for a method or a field that would break out
/// of its line (a CR or LF in a value starts a field of its own, RFC 9112 §11.1). The value is not in the message.
std::vector<std::string> header_lines(const HttpRequest& request);

/// For messages: `POST https://host/token`, without the query, which may hold secrets.
std::string subject(const std::string& method, const Url& url);

/// RFC 9110 §5.6.2: the characters of methods and field names.
bool is_http_token(std::string_view text);

/// RFC 9110 §5.5: no control characters except the tab.
bool is_field_value(std::string_view text);

}  // namespace oauthctl

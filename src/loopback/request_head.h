#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oauthctl {

/// The parts of an HTTP/1.x request's head that matter here.
struct RequestHead {
  std::string method;
  std::string path;
  std::string query;                          ///< as sent, still encoded
  std::string host;                           ///< the Host field, in lower case
  std::string content_type;                   ///< without its parameters, in lower case
  std::optional<std::size_t> content_length;  ///< of the body; nothing: the request does not say
  std::string origin = {};                    ///< of the page that sent it, in lower case, as the browser says
  std::string fetch_site = {};                ///< the Sec-Fetch-Site field, in lower case

  friend bool operator==(const RequestHead&, const RequestHead&) = default;
};

/// The length of the head at the beginning of `bytes`, including its empty line. Nothing until that line has arrived.
std::optional<std::size_t> head_length(std::string_view bytes);

/// Reads a whole head strictly, without the liberties that RFC 9112 allows a server: no bare LF, no folded field, no
/// blank before a colon, only a path as target, exactly one Host, no chunked body. No browser needs them, and request
/// smuggling lives on two readers that read a request differently. Nothing for any other head.
std::optional<RequestHead> parse_request_head(std::string_view head);

}  // namespace oauthctl

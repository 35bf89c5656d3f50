#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oauthctl {

/// What matters of an HTTP/1.x request before its body.
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

/// The length of the head at the beginning of `bytes`, its empty line included. Nothing while that line has not come.
std::optional<std::size_t> head_length(std::string_view bytes);

/// Reads a whole head as RFC 9112 writes it, without the liberties it allows a server: no bare LF, no folded field, no
/// blank before a colon, no target but a path, exactly one Host, no body in pieces. No browser needs them, and two
/// readers of one request that differ are how requests are smuggled. Nothing for any other head.
std::optional<RequestHead> parse_request_head(std::string_view head);

}  // namespace oauthctl

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/params.h"
#include "oauthctl/secret.h"

struct ssl_st;

namespace oauthctl::devserver {

/// An HTTP request, as far as an endpoint reads it. No endpoint sees the library that read it.
struct Request {
  std::string method;
  std::string path;   ///< decoded, without the query and the issuer's path
  std::string query;  ///< as it was sent, without the question mark
  Params headers;     ///< field names in lower case
  std::string body;
  int port = 0;                  ///< of this server, where the request arrived
  const ssl_st* tls = nullptr;   ///< the connection as OpenSSL knows it; null: plain http
  std::string issuer_path = {};  ///< in front of the path; empty: it is not there

  /// The case of a field name does not matter.
  bool has_header(std::string_view name) const { return !headers_named(name).empty(); }
  /// The first field of that name, or the empty string.
  std::string header(std::string_view name) const;
  std::vector<std::string> headers_named(std::string_view name) const;
  /// Of this server, as the client calls it: 127.0.0.1, localhost or [::1].
  std::string origin() const;
};

inline constexpr std::size_t largest_body = 65'536;

/// How long the body is to be (RFC 9112 §6.2); zero: the head does not say. Nothing: it does not say a number, or says
/// it twice.
std::optional<std::size_t> content_length(const Request& request);

/// The token of `Authorization: Bearer` (RFC 6750 §2.1); empty: the request has none.
Secret bearer_token(const Request& request);

}  // namespace oauthctl::devserver

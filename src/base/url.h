#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oauthctl {

/// RFC 3986 §3.1
bool is_scheme(std::string_view text);

/// An absolute URL with an authority (RFC 3986), in the only spelling that every library reads alike: visible ASCII, no
/// userinfo, no backslash, a host that is a name, a dotted quad or a bracketed IPv6 address. Scheme and host are lower
/// case.
struct Url {
  std::string scheme;
  std::string host;  ///< IPv6 keeps its brackets
  int port = 0;      ///< zero: none was written
  std::string path;  ///< as written; may be empty
  std::optional<std::string> query;
  std::optional<std::string> fragment;

  /// In bytes. A longer text is not a URL; one argument of a program may be twice as long.
  static constexpr std::size_t longest = 65536;

  /// Nothing for any other spelling.
  static std::optional<Url> parse(std::string_view text);

  std::string text() const;
  /// Scheme, host and effective port: what a browser calls the same origin (RFC 6454 §4).
  std::string origin() const;
  int effective_port() const;
  /// `localhost`, 127.0.0.0/8 or [::1] (RFC 8252 §7.3, §8.3).
  bool is_loopback() const;
};

/// The origin of an absolute URL; empty for text that is not one.
std::string origin_of(std::string_view url);

/// The host of an absolute URL; empty for text that is not one.
std::string host_of(std::string_view url);

/// The URL that a reference in a document from `base` means (RFC 3986 §5.2), without a fragment. Nothing if that is not
/// a URL.
std::optional<Url> resolve(const Url& base, std::string_view reference);

/// Whether secrets may travel to this URL: https anywhere, http to a loopback host only.
bool is_safe_endpoint(const Url& url);

/// `url` with `query` appended to the query that it may have (RFC 6749 §3.1 lets an endpoint have one).
std::string with_query(const std::string& url, const std::string& query);

}  // namespace oauthctl

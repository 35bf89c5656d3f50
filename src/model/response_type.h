#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// The response type of an authorization request (RFC 6749 §3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices
/// §5). Tokens that it names come through the browser.
struct ResponseType {
  bool code = true;
  bool id_token = false;
  bool token = false;

  bool has_tokens() const { return id_token || token; }
  /// In the order in which it is sent: `code id_token token`, or some of these words.
  std::string text() const;

  friend bool operator==(const ResponseType&, const ResponseType&) = default;
};

/// Accepts the words in any order. Throws ErrorKind::usage naming `source` for a text that is not a response type of
/// those specifications.
ResponseType parse_response_type(std::string_view text, std::string_view source);

}  // namespace oauthctl

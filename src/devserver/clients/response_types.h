#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthctl::devserver {

/// What can be asked for (RFC 6749 §3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices §3, §5). A client gets
/// no more than it is registered for.
inline constexpr std::string_view response_types[] = {
    "code", "token", "id_token", "id_token token", "code id_token", "code token", "code id_token token"};

/// How an answer can be sent.
inline constexpr std::string_view response_modes[] = {"query",     "fragment",     "form_post",    "jwt",
                                                      "query.jwt", "fragment.jwt", "form_post.jwt"};

/// The one above with these words, in whatever order they are; nothing for any other.
std::optional<std::string> known_response_type(std::string_view asked);

/// Whether it brings tokens through the browser, and hence in the fragment where no mode is asked for (Multiple
/// Response Types §5).
bool brings_tokens(std::string_view response_type);

bool is_response_mode(std::string_view mode);
/// Whether such an answer is in the query, where tokens must not be (Multiple Response Types §2.1, JARM §2.3.1).
bool is_in_query(std::string_view response_mode);

}  // namespace oauthctl::devserver

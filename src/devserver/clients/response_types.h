#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthctl::devserver {

/// The response types of this server (RFC 6749 §3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices §3, §5).
/// A client may use those that it is registered for.
inline constexpr std::string_view response_types[] = {
    "code", "token", "id_token", "id_token token", "code id_token", "code token", "code id_token token"};

/// The ways to send an answer.
inline constexpr std::string_view response_modes[] = {"query",     "fragment",     "form_post",    "jwt",
                                                      "query.jwt", "fragment.jwt", "form_post.jwt"};

/// The response type with these words, in whatever order; nothing: this server has none.
std::optional<std::string> known_response_type(std::string_view asked);

/// Whether tokens come through the browser. They come in the fragment unless the request names a mode (Multiple
/// Response Types §5).
bool brings_tokens(std::string_view response_type);

bool is_response_mode(std::string_view mode);
/// Whether the answer is in the query, where tokens must not be (Multiple Response Types §2.1, JARM §2.3.1).
bool is_in_query(std::string_view response_mode);

}  // namespace oauthctl::devserver

#pragma once

#include <array>
#include <string>

#include "cli/option.h"
#include "cli/terminal.h"
#include "model/store.h"

namespace oauthctl::cli {

enum class TokenType { access, id };

enum class TokenFormat { plain, header, json, curl, env };

/// A record's token that is about to be printed.
struct PrintedToken {
  const Record& record;
  TokenType type;
  TimePoint now;

  const std::string& text() const;
  /// An ID token is shown as a bearer token where it is accepted at all, whatever the access token is.
  const std::string& token_type() const;
};

// Each with its line end.
std::string as_plain(const PrintedToken& token);
std::string as_header(const PrintedToken& token);
std::string as_json(const PrintedToken& token);
std::string as_curl(const PrintedToken& token);
std::string as_env(const PrintedToken& token);

/// How a format treats a token that is bound to a key (RFC 9449), which is useless without its key.
enum class BoundToken { shown, shown_with_warning, refused };

struct TokenFormatRow {
  TokenFormat format;
  Word word;
  std::string (*text)(const PrintedToken& token);
  bool is_credential;  ///< it ends in an Authorization header, so it must be an access token (RFC 8693 §2.2.1)
  BoundToken bound;
};

/// Refuses, at compile time, a table that is not in the order of the enumerators or lacks a function.
template <std::size_t size>
consteval std::array<TokenFormatRow, size> in_order(const TokenFormatRow (&rows)[size]) {
  std::array<TokenFormatRow, size> out{};
  for (std::size_t i = 0; i < size; ++i) {
    if (static_cast<std::size_t>(rows[i].format) != i || rows[i].text == nullptr) throw "a format lacks a part";
    out[i] = rows[i];
  }
  return out;
}

inline constexpr auto token_formats = in_order({
    {TokenFormat::plain, {"plain", "the token alone (default)"}, as_plain, false, BoundToken::shown_with_warning},
    {TokenFormat::header, {"header", "a header line, for curl -H @-"}, as_header, true, BoundToken::shown_with_warning},
    {TokenFormat::json, {"json", "all that is known of it"}, as_json, false, BoundToken::shown},
    {TokenFormat::curl, {"curl", "a curl configuration, for curl -K -"}, as_curl, true, BoundToken::refused},
    {TokenFormat::env, {"env", "shell variables, for eval"}, as_env, false, BoundToken::shown_with_warning},
});

inline constexpr auto token_format_words = [] {
  std::array<Word, token_formats.size()> words{};
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = token_formats[i].word;
  return words;
}();

/// The profile's token as `--format` and `--type` ask for it. Throws ErrorKind::usage for a missing ID token, for a
/// credential that is not an access token, and for a format that cannot carry a token that is bound to a key.
std::string format_token(const PrintedToken& token, TokenFormat format);

/// The same on stdout, with a warning for a token that is bound to a key: it does not work alone.
void print_token(const PrintedToken& token, TokenFormat format, Terminal& terminal);

}  // namespace oauthctl::cli

#pragma once

#include <array>
#include <string>
#include <string_view>

#include "cli/option.h"
#include "cli/terminal.h"
#include "model/store.h"

namespace oauthctl::cli {

enum class TokenType { access, id };

enum class TokenFormat { plain, header, value, headers, json, curl, env, kube, xoauth2, oauthbearer };

/// A record's token that is about to be printed.
struct PrintedToken {
  const Record& record;
  TokenType type;
  TimePoint now;
  std::string_view user = {};                                         ///< whose mailbox it is; empty: the account's
  std::string_view kube_version = "client.authentication.k8s.io/v1";  ///< of the ExecCredential

  const std::string& text() const;
  /// An ID token is shown as a bearer token where it is accepted at all, whatever the access token is.
  const std::string& token_type() const;
};

// Each with its line end.
std::string as_plain(const PrintedToken& token);
std::string as_header(const PrintedToken& token);
std::string as_value(const PrintedToken& token);
std::string as_headers(const PrintedToken& token);
std::string as_json(const PrintedToken& token);
std::string as_curl(const PrintedToken& token);
std::string as_env(const PrintedToken& token);
std::string as_kube(const PrintedToken& token);
std::string as_xoauth2(const PrintedToken& token);
std::string as_oauthbearer(const PrintedToken& token);

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
    {TokenFormat::value, {"value", "the value of that header"}, as_value, true, BoundToken::shown_with_warning},
    {TokenFormat::headers, {"headers", "that header in JSON"}, as_headers, true, BoundToken::shown_with_warning},
    {TokenFormat::json, {"json", "everything known about it"}, as_json, false, BoundToken::shown},
    {TokenFormat::curl, {"curl", "a curl configuration, for curl -K -"}, as_curl, true, BoundToken::refused},
    {TokenFormat::env, {"env", "shell variables, for eval"}, as_env, false, BoundToken::shown_with_warning},
    {TokenFormat::kube, {"kube", "an ExecCredential, for kubectl"}, as_kube, true, BoundToken::refused},
    {TokenFormat::xoauth2, {"xoauth2", "a mail sign-in by XOAUTH2"}, as_xoauth2, true, BoundToken::refused},
    {TokenFormat::oauthbearer,
     {"oauthbearer", "a mail sign-in by OAUTHBEARER"},
     as_oauthbearer,
     true,
     BoundToken::refused},
});

/// Whether the format says whose mailbox it is.
constexpr bool names_user(TokenFormat format) {
  return format == TokenFormat::xoauth2 || format == TokenFormat::oauthbearer;
}

inline constexpr auto token_format_words = [] {
  std::array<Word, token_formats.size()> words{};
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = token_formats[i].word;
  return words;
}();

/// The profile's token as `--format` and `--type` ask for it. Throws ErrorKind::usage for a missing ID token, for a
/// credential that is not an access token, and for a format that cannot carry a token that is bound to a key.
std::string format_token(const PrintedToken& token, TokenFormat format);

/// The same, with a warning for a token that is bound to a key: it does not work alone.
std::string token_text(const PrintedToken& token, TokenFormat format, Terminal& terminal);

/// The same on stdout.
void print_token(const PrintedToken& token, TokenFormat format, Terminal& terminal);

}  // namespace oauthctl::cli

#include "commands/token/token_formats.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/text.h"
#include "base/utc.h"
#include "commands/token/lasts.h"
#include "model/id_token_expiry.h"

namespace oauthctl::cli {
namespace {

/// For a curl config file: inside double quotes, a backslash escapes the quote and itself. A line end in a path would
/// begin another option.
std::string curl_quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    c == '\n' ? out += "\\n" : c == '\r' ? out += "\\r" : out += c;
  }
  return out + '"';
}

/// A token that may be bound to the client's certificate works only with it (RFC 8705 §3).
std::string certificate_lines(const Record& record) {
  const TokenSet& tokens = record.tokens;
  if (tokens.certificate_file.empty()) return {};
  return "cert = " + curl_quoted(tokens.certificate_file) + "\nkey = " + curl_quoted(tokens.certificate_key_file) +
         '\n';
}

/// Of the Authorization header.
std::string value(const PrintedToken& token) {
  return token.token_type() + ' ' + token.text();
}

std::string header(const PrintedToken& token) {
  return "Authorization: " + value(token);
}

void require_there(const PrintedToken& token) {
  if (token.type == TokenType::id && token.text().empty()) throw no_id_token(token.record, ErrorKind::usage);
}

/// The result of a token exchange may not be usable in a header (RFC 8693 §2.2.1).
void require_access_token(const PrintedToken& token) {
  const Record& record = token.record;
  if (token.type == TokenType::id || record.tokens.is_access_token()) return;
  throw Error(ErrorKind::usage,
              "the token of profile " + record.profile + " is not an access token but " +
                  printable(record.tokens.issued_token_type, 100),
              Hint::run("oauthctl token -p " + record.profile));
}

/// By what mail servers know people.
std::string_view user_of(const PrintedToken& token) {
  const Account& account = token.record.account;
  std::string_view user = token.user;
  if (user.empty()) user = account.email.empty() ? account.preferred_username : account.email;
  if (user.empty())
    throw Error(ErrorKind::usage, "profile " + token.record.profile + " does not say whose mailbox it is",
                "name the user with --user NAME");
  // A control character would begin another part of the message.
  const bool has_control = std::any_of(user.begin(), user.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (has_control || !is_utf8(user))
    throw Error(ErrorKind::usage, "the user's name " + in_quotes(user) + " cannot be part of a mail sign-in");
  return user;
}

/// RFC 5801 §4: a comma would end the name.
std::string saslname(std::string_view user) {
  std::string out;
  for (const char c : user) c == ',' ? out += "=2C" : c == '=' ? out += "=3D" : out += c;
  return out;
}

std::string sasl_response(const std::string& begin, const PrintedToken& token) {
  return base64_encode(begin +
                       "\x01"
                       "auth=" +
                       value(token) + "\x01\x01") +
         '\n';
}

/// When the printed token expires; nothing: nobody said.
std::optional<TimePoint> end_of(const PrintedToken& token) {
  return token.type == TokenType::id ? id_token_expiry(token.record.tokens.id_token) : token.record.tokens.expires_at;
}

bool is_bound(const PrintedToken& token) {
  return token.token_type() == dpop_token_type;
}

const TokenFormatRow& row_of(TokenFormat format) {
  return token_formats[static_cast<std::size_t>(format)];
}

}  // namespace

const std::string& PrintedToken::text() const {
  return (type == TokenType::id ? record.tokens.id_token : record.tokens.access_token).reveal();
}

const std::string& PrintedToken::token_type() const {
  static const std::string bearer = bearer_token_type;
  return type == TokenType::id ? bearer : record.tokens.token_type;
}

std::string as_plain(const PrintedToken& token) {
  return token.text() + '\n';
}

std::string as_header(const PrintedToken& token) {
  return header(token) + '\n';
}

std::string as_value(const PrintedToken& token) {
  return value(token) + '\n';
}

std::string as_headers(const PrintedToken& token) {
  return to_text(nlohmann::ordered_json{{"Authorization", value(token)}}) + '\n';
}

std::string as_kube(const PrintedToken& token) {
  nlohmann::ordered_json status{{"token", token.text()}};
  if (const auto end = end_of(token)) status["expirationTimestamp"] = format_utc(*end);
  return to_text(nlohmann::ordered_json{
             {"apiVersion", token.kube_version}, {"kind", "ExecCredential"}, {"status", status}}) +
         '\n';
}

/// Google's, which Microsoft and others took over: https://developers.google.com/gmail/imap/xoauth2-protocol
std::string as_xoauth2(const PrintedToken& token) {
  return sasl_response("user=" + std::string(user_of(token)), token);
}

/// RFC 7628 §3.1. Host and port are for servers that share one authentication; they may be left out.
std::string as_oauthbearer(const PrintedToken& token) {
  return sasl_response("n,a=" + saslname(user_of(token)) + ',', token);
}

std::string as_curl(const PrintedToken& token) {
  return "header = " + curl_quoted(header(token)) + '\n' + certificate_lines(token.record);
}

std::string as_json(const PrintedToken& token) {
  const Record& record = token.record;
  const TokenSet& tokens = record.tokens;
  nlohmann::ordered_json out;
  out["access_token"] = tokens.access_token.reveal();
  out["token_type"] = tokens.token_type;
  if (!tokens.issued_token_type.empty()) out["issued_token_type"] = tokens.issued_token_type;
  if (tokens.expires_at) {
    out["expires_at"] = format_utc(*tokens.expires_at);
    out["expires_in"] = std::max<std::int64_t>(0, (*tokens.expires_at - token.now).count());
  }
  out["scope"] = granted_scope(record);
  if (const std::string& details = tokens.authorization_details; !details.empty())
    out["authorization_details"] = nlohmann::ordered_json::parse(details);
  if (!tokens.id_token.empty()) out["id_token"] = tokens.id_token.reveal();
  out["profile"] = record.profile;
  return to_text(out) + '\n';
}

std::string as_env(const PrintedToken& token) {
  std::string out = token.type == TokenType::id ? "export OAUTHCTL_ID_TOKEN=" : "export OAUTHCTL_ACCESS_TOKEN=";
  out += shell_quoted(token.text()) + "\nexport OAUTHCTL_TOKEN_TYPE=" + shell_quoted(token.token_type()) + '\n';
  if (const auto end = end_of(token)) out += "export OAUTHCTL_EXPIRES_AT=" + shell_quoted(format_utc(*end)) + '\n';
  return out;
}

std::string format_token(const PrintedToken& token, TokenFormat format) {
  const TokenFormatRow& row = row_of(format);
  require_there(token);
  if (is_bound(token) && row.bound == BoundToken::refused) {
    const std::string& profile = token.record.profile;
    throw Error(ErrorKind::usage,
                "the token of profile " + profile + " is bound to a key: " + std::string(row.word.word) +
                    " cannot make the proof for it",
                Hint::run("oauthctl request -p " + profile + " URL"));
  }
  if (row.is_credential) require_access_token(token);
  return row.text(token);
}

std::string token_text(const PrintedToken& token, TokenFormat format, Terminal& terminal) {
  std::string text = format_token(token, format);
  if (is_bound(token) && row_of(format).bound == BoundToken::shown_with_warning)
    terminal.warning("this token is bound to a key and does not work alone: oauthctl request -p " +
                     token.record.profile + " URL");
  return text;
}

void print_token(const PrintedToken& token, TokenFormat format, Terminal& terminal) {
  terminal.answer(token_text(token, format, terminal));
}

}  // namespace oauthctl::cli

#include "cli/token_formats.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/utc.h"

namespace oauthctl::cli {
namespace {

/// For a POSIX shell's eval: nothing is special inside single quotes but the quote itself.
std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

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

/// A token that may be bound to the client's certificate is of use only with it (RFC 8705 §3).
std::string certificate_lines(const Record& record) {
  const TokenSet& tokens = record.tokens;
  if (tokens.certificate_file.empty()) return {};
  return "cert = " + curl_quoted(tokens.certificate_file) + "\nkey = " + curl_quoted(tokens.certificate_key_file) +
         '\n';
}

std::string header(const std::string& token_type, const std::string& token) {
  return "Authorization: " + token_type + ' ' + token;
}

/// An ID token is shown as a bearer token where it is accepted at all, whatever the access token is.
std::string token_type_of(const Record& record, const std::string& type) {
  return type == "id" ? bearer_token_type : record.tokens.token_type;
}

std::string as_json(const Record& record, TimePoint now) {
  const TokenSet& tokens = record.tokens;
  nlohmann::ordered_json out;
  out["access_token"] = tokens.access_token.reveal();
  out["token_type"] = tokens.token_type;
  if (!tokens.issued_token_type.empty()) out["issued_token_type"] = tokens.issued_token_type;
  if (tokens.expires_at) {
    out["expires_at"] = format_utc(*tokens.expires_at);
    out["expires_in"] = std::max<std::int64_t>(0, (*tokens.expires_at - now).count());
  }
  out["scope"] = tokens.scope.empty() ? record.scope : tokens.scope;
  if (const std::string& details = tokens.authorization_details; !details.empty())
    out["authorization_details"] = nlohmann::ordered_json::parse(details);
  if (!tokens.id_token.empty()) out["id_token"] = tokens.id_token.reveal();
  out["profile"] = record.profile;
  return to_text(out);
}

std::string as_env(const Record& record, const std::string& name, const std::string& token) {
  std::string out = "export OAUTHCTL_" + name + '=' + shell_quoted(token) + '\n';
  out += "export OAUTHCTL_TOKEN_TYPE=" + shell_quoted(record.tokens.token_type);
  if (record.tokens.expires_at)
    out += "\nexport OAUTHCTL_EXPIRES_AT=" + shell_quoted(format_utc(*record.tokens.expires_at));
  return out;
}

/// What a token exchange gave may be of no use in a header (RFC 8693 §2.2.1).
void require_access_token(const Record& record) {
  if (record.tokens.is_access_token()) return;
  throw Error(ErrorKind::usage,
              "what profile " + record.profile + " holds is no access token but " +
                  printable(record.tokens.issued_token_type, 100),
              "oauthctl token -p " + record.profile);
}

}  // namespace

std::string format_token(const Record& record, const std::string& format, const std::string& type, TimePoint now) {
  const bool id = type == "id";
  if (id && record.tokens.id_token.empty()) {
    throw Error(ErrorKind::usage, "profile " + record.profile + " has no ID token",
                "oauthctl login -p " + record.profile + " --scope \"openid …\"");
  }
  if (format == "curl" && token_type_of(record, type) == dpop_token_type) {
    throw Error(ErrorKind::usage,
                "the token of profile " + record.profile + " is bound to a key: curl cannot make the proof for it",
                "oauthctl request -p " + record.profile + " URL");
  }
  const std::string& token = (id ? record.tokens.id_token : record.tokens.access_token).reveal();
  const std::string token_type = token_type_of(record, type);
  if (!id && (format == "header" || format == "curl")) require_access_token(record);
  if (format == "header") return header(token_type, token) + '\n';
  if (format == "curl") return "header = " + curl_quoted(header(token_type, token)) + '\n' + certificate_lines(record);
  if (format == "env") return as_env(record, id ? "ID_TOKEN" : "ACCESS_TOKEN", token) + '\n';
  if (format == "json") return as_json(record, now) + '\n';
  return token + '\n';
}

void print_token(const Record& record, const std::string& format, const std::string& type, TimePoint now,
                 Terminal& terminal) {
  const std::string text = format_token(record, format, type, now);
  if (format != "json" && token_type_of(record, type) == dpop_token_type) {
    terminal.warning("this token is bound to a key and does not work alone: oauthctl request -p " + record.profile +
                     " URL");
  }
  terminal.answer(text);
}

}  // namespace oauthctl::cli

#include "commands/credentials.h"

#include "base/text.h"
#include "commands/input.h"
#include "commands/password_prompt.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

/// More than any server takes: a SAML assertion has some thousands of bytes.
constexpr std::size_t longest_credential = 1 << 20;

Secret read_credential(const std::string& path, const char* what) {
  Secret text(path == "-" ? read_stdin(what) : read_file(path));
  if (text.reveal().size() <= longest_credential) return text;
  throw Error(ErrorKind::usage, std::string(what) + ": is longer than 1 MiB");
}

/// One line end belongs to the file and not to the password.
Secret without_line_end(const Secret& text) {
  std::string_view password = text.reveal();
  if (password.ends_with('\n')) password.remove_suffix(1);
  if (password.ends_with('\r')) password.remove_suffix(1);
  return Secret(std::string(password));
}

Secret find_password(const std::string& username, const GrantOptions& options, const Environment& environment) {
  if (!options.password_file.empty()) return without_line_end(read(options.password_file, "the password"));
  if (auto password = environment("OAUTHCTL_PASSWORD")) return Secret(std::move(*password));
  return prompt_for_password(username);
}

}  // namespace

Secret read_token(const std::string& path) {
  const Secret text = read_credential(path, "the token");
  Secret token{std::string(trimmed(text.reveal()))};
  const std::string source = path == "-" ? "standard input" : printable(path, 4096);
  if (token.empty()) throw Error(ErrorKind::usage, source + ": is empty, where a token was expected");
  if (!is_visible_ascii(token.reveal()))
    throw Error(ErrorKind::usage, source + ": has a character that no token may have");
  return token;
}

Secret read_password(const std::string& username, const GrantOptions& options, const Environment& environment) {
  Secret password = find_password(username, options, environment);
  if (password.empty()) throw Error(ErrorKind::usage, "the password is empty");
  return password;
}

}  // namespace oauthctl::cli

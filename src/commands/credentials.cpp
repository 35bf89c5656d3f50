#include "commands/credentials.h"

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

Secret find_password(const std::string& username, const std::string& password_file, const Environment& environment) {
  if (!password_file.empty()) return without_line_end(read_credential(password_file, "the password"));
  if (auto password = environment("OAUTHCTL_PASSWORD")) return Secret(std::move(*password));
  return prompt_for_password(username);
}

}  // namespace

Secret read_password(const std::string& username, const std::string& password_file, const Environment& environment) {
  Secret password = find_password(username, password_file, environment);
  if (password.empty()) throw Error(ErrorKind::usage, "the password is empty");
  return password;
}

}  // namespace oauthctl::cli

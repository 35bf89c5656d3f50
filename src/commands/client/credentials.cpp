#include "commands/client/credentials.h"

#include "commands/files/input.h"
#include "commands/terminal/password_prompt.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t longest_file = 1 << 20;

/// One line end belongs to the file and not to the password.
Secret password_in(const std::string& file) {
  const Secret text(read_input(file, "the password"));
  std::string_view password = text.reveal();
  if (password.size() > longest_file) throw Error(ErrorKind::usage, "the password: is longer than 1 MiB");
  if (password.ends_with('\n')) password.remove_suffix(1);
  if (password.ends_with('\r')) password.remove_suffix(1);
  return Secret(std::string(password));
}

Secret find_password(const std::string& username, const std::string& password_file, const Environment& environment) {
  if (!password_file.empty()) return password_in(password_file);
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

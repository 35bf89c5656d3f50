#include "devserver/options.h"

#include <CLI/CLI.hpp>

#include "base/duration.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

NewAccount parse_user(const std::string& text) {
  const auto colon = text.find(':');
  NewAccount account{text.substr(0, colon), Secret(colon == std::string::npos ? "" : text.substr(colon + 1))};
  if (!is_visible_ascii(account.username) || account.username.empty() || account.password.empty()) {
    // The text may be a password alone, so it is not repeated.
    throw Error(ErrorKind::usage, "--user: the value is not NAME:PASSWORD", "write it as --user alice:wonderland");
  }
  return account;
}

}  // namespace

void add_dev_server_options(CLI::App& command, DevServerOptions& options) {
  command.add_option("--port", options.port, "Port on 127.0.0.1 and ::1; 0 takes any free one")
      ->check(CLI::Range(0, 65535))
      ->type_name("N")
      ->take_last()
      ->capture_default_str();
  command.add_option("--db", options.db, "Keep users, clients and tokens in this SQLite file (default: in memory)")
      ->type_name("FILE")
      ->take_last();
  command
      .add_option_function<std::vector<std::string>>(
          "--user",
          [&options](const std::vector<std::string>& users) {
            for (const auto& user : users) options.users.push_back(parse_user(user));
          },
          "Somebody who can sign in, repeatable (default: alice:wonderland)")
      ->type_name("NAME:PASSWORD")
      ->allow_extra_args(false);
  command.add_option("--client-file", options.client_file, "Write a secrets.json for the default client here")
      ->type_name("FILE")
      ->take_last();
  command
      .add_option_function<std::string>(
          "--access-token-ttl",
          [&options](const std::string& text) {
            options.access_token_ttl = parse_duration(text, "--access-token-ttl");
          },
          "How long an access token lives (default: 1h)")
      ->type_name("DURATION")
      ->take_last();
  command.add_flag("--auto-approve", options.auto_approve, "Sign the first user in and approve, without any page");
  command.add_flag("!--no-rotation", options.rotate_refresh_tokens,
                   "Let refresh tokens be used again and again (default: each is good for one renewal)");
}

}  // namespace oauthctl::devserver

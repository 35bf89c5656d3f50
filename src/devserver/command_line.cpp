#include "devserver/command_line.h"

#include <CLI/CLI.hpp>

#include "base/duration.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* examples =
    "Examples:\n"
    "  oauthctl dev-server --client-file client.json     then: oauthctl login --secrets client.json\n"
    "  oauthctl dev-server --db dev.db --user bob:b      keeps its users, clients and tokens\n"
    "  oauthctl dev-server --tls-ca-file ca.pem          over https, then: SSL_CERT_FILE=ca.pem oauthctl login …\n"
    "  oauthctl dev-server --port 0 --auto-approve       for a script: any port, no pages\n";

NewAccount parse_user(const std::string& text) {
  const auto colon = text.find(':');
  NewAccount account{text.substr(0, colon), Secret(colon == std::string::npos ? "" : text.substr(colon + 1))};
  if (!is_visible_ascii(account.username) || account.username.empty() || account.password.empty()) {
    // The text may be a password alone, so it is not repeated.
    throw Error(ErrorKind::usage, "--user: the value is not NAME:PASSWORD", "write it as --user alice:wonderland");
  }
  return account;
}

/// Options of every oauthctl command that mean nothing here. They may come with an alias.
void pass_over_global_options(CLI::App& app) {
  for (const char* name : {"-p,--profile", "--home", "--color"}) {
    app.add_option_function<std::string>(name, [](const std::string&) {})->group("");
  }
  app.add_flag_callback("--json", [] {})->group("");
  app.fallthrough();  // inherited by the subcommand that is added next
}

void add_options(CLI::App& command, DevServerOptions& options) {
  command
      .add_option("--port", options.port, "where to listen on 127.0.0.1 and ::1; 0 takes any free one (default 8910)")
      ->check(CLI::Range(0, 65535).description(""))
      ->type_name("N")
      ->take_last();
  command.add_option("--db", options.db, "keep users, clients and tokens in this file (default: in memory)")
      ->type_name("FILE")
      ->take_last();
  command.add_option("--client-file", options.client_file, "write a secrets.json for the default client here")
      ->type_name("FILE")
      ->take_last();
  command
      .add_option("--service-account-file", options.service_account_file,
                  "make a service account and write its file, in Google's form, here")
      ->type_name("FILE")
      ->take_last();
  command
      .add_option("--tls-ca-file", options.tls_ca_file,
                  "speak https, and write the certificate of the server's own authority here")
      ->type_name("FILE")
      ->take_last();
  command
      .add_option("--client-certificate-file", options.client_certificate_file,
                  "with --tls-ca-file: the default client authenticates with a certificate; write it and its key here")
      ->type_name("FILE")
      ->take_last();
  command.add_flag("--auto-approve", options.auto_approve, "show no pages: sign the first user in and approve");
  command.add_flag("--require-pushed-authorization-requests", options.require_pushed_authorization_requests,
                   "take no authorization request that was not pushed");
  command.add_flag_callback(
      "--no-rotation", [&options] { options.rotate_refresh_tokens = false; },
      "let a refresh token be used again and again (default: once)");
  command.add_flag("--dpop-nonces", options.dpop_nonces, "want a nonce of this server in each DPoP proof");
}

void add_parsed_options(CLI::App& command, DevServerOptions& options) {
  const auto add_users = [&options](const std::vector<std::string>& users) {
    for (const std::string& user : users) options.users.push_back(parse_user(user));
  };
  const auto set_ttl = [&options](const std::string& text) {
    options.access_token_ttl = parse_duration(text, "--access-token-ttl");
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--user", add_users, "somebody who can sign in; may be repeated (default alice:wonderland)")
      ->type_name("NAME:PASSWORD")
      ->allow_extra_args(false);
  command
      .add_option_function<std::string>(
          "--key-lifetime",
          [&options](const std::string& text) { options.key_lifetime = parse_duration(text, "--key-lifetime"); },
          "replace signing keys that are older; the old ones stay published (default: never)")
      ->type_name("DURATION")
      ->take_last();
  command
      .add_option_function<std::string>("--access-token-ttl", set_ttl, "how long an access token lives (default 1h)")
      ->type_name("DURATION")
      ->take_last();
}

Error usage_error(const std::string& message) {
  return Error(ErrorKind::usage, message, "oauthctl dev-server --help");
}

}  // namespace

std::optional<DevServerOptions> parse_command_line(int argc, char** argv) {
  DevServerOptions options;
  CLI::App app("", "oauthctl");
  pass_over_global_options(app);
  CLI::App* command = app.add_subcommand("dev-server", "Run an authorization server for development and tests");
  command->footer(examples);
  for (CLI::App* level : {&app, command}) {
    level->add_flag("-v,--verbose", options.verbose, "one line a request");
    level->add_flag("-q,--quiet", options.quiet, "errors only");
  }
  add_options(*command, options);
  add_parsed_options(*command, options);
  app.require_subcommand(1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    app.exit(help);
    return std::nullopt;
  } catch (const CLI::ExtrasError&) {
    throw usage_error("there is no option '" + printable(app.remaining(true).front(), 60) + "'");
  } catch (const CLI::Error& error) {
    throw usage_error(printable(error.what()));
  }
  if (!options.client_certificate_file.empty() && options.tls_ca_file.empty())
    throw usage_error("--client-certificate-file: no certificate can be shown without https: add --tls-ca-file FILE");
  return options;
}

}  // namespace oauthctl::devserver

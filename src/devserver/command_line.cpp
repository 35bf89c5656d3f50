#include "devserver/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "oauthctl/error.h"

namespace oauthctl::devserver {

DevServerOptions parse_command_line(int argc, char** argv) {
  DevServerOptions options;
  CLI::App app("Sign in with OAuth 2 and OpenID Connect", "oauthctl");
  CLI::App* command = app.add_subcommand("dev-server", "Run an authorization server for development and tests");
  for (CLI::App* level : {&app, command}) {
    level->add_flag("-v,--verbose", options.verbose, "One line a request");
    level->add_flag("-q,--quiet", options.quiet, "Errors only");
  }
  add_dev_server_options(*command, options);
  app.require_subcommand(1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    std::exit(app.exit(help));
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::usage, error.what(), "oauthctl dev-server --help");
  }
  return options;
}

}  // namespace oauthctl::devserver

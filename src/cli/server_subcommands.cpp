#include "cli/server_subcommands.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "oauthctl/error.h"

namespace oauthctl::cli {

std::function<Command()> add_discover(CLI::App& app) {
  auto raw = std::make_shared<DiscoverCommand>();
  app.add_option("issuer", raw->issuer, "the server, as in its own metadata")->required()->type_name("ISSUER");
  return [raw]() -> Command { return *raw; };
}

std::function<Command()> add_inspect(CLI::App& app) {
  auto raw = std::make_shared<InspectCommand>();
  app.add_option("token", raw->token, "a JWT, - for stdin (default: the profile's tokens)")->type_name("TOKEN");
  return [raw]() -> Command { return *raw; };
}

std::function<Command()> add_register(CLI::App& app) {
  auto raw = std::make_shared<RegisterCommand>();
  app.add_option("issuer", raw->issuer, "the server to register with")->type_name("ISSUER");
  app.add_option("--redirect-uri", raw->redirect_uris, "where answers come to; may be repeated")
      ->type_name("URI")
      ->expected(1)
      ->take_all();
  app.add_option("--name", raw->name, "what people see when they are asked for consent")->type_name("NAME");
  app.add_option("--initial-access-token-file", raw->initial_access_token_file,
                 "the token that the server wants for a registration, - for stdin")
      ->type_name("FILE");
  app.add_option("--out", raw->out, "the client file to write (default ./secrets.json)")->type_name("FILE");
  app.add_option("--read", raw->read, "show what the server knows of a registered client")->type_name("FILE");
  app.add_option("--update", raw->update, "change a registered client")->type_name("FILE");
  app.add_option("--delete", raw->remove, "end a registration")->type_name("FILE");
  return [raw]() -> Command {
    const int named = !raw->issuer.empty() + !raw->read.empty() + !raw->update.empty() + !raw->remove.empty();
    if (named != 1)
      throw Error(ErrorKind::usage, "register takes one of ISSUER, --read FILE, --update FILE and --delete FILE",
                  "oauthctl register --help");
    return *raw;
  };
}

}  // namespace oauthctl::cli

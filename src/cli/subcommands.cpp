#include "cli/subcommands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/duration.h"
#include "base/text.h"
#include "cli/grant_options.h"
#include "cli/login_parameters.h"
#include "cli/server_subcommands.h"
#include "cli/store_options.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

using Reading = std::function<Command()>;

/// Throws for a word that is none of the choices, naming them.
void require_choice(const char* option, const std::string& word, const std::vector<std::string>& choices) {
  if (std::find(choices.begin(), choices.end(), word) != choices.end()) return;
  throw Error(ErrorKind::usage,
              std::string(option) + ": '" + printable(word, 40) + "' is none of " + join(choices, ", "));
}

/// `--min-ttl "$TTL"` with the variable unset must not quietly mean the default.
const CLI::Validator given([](const std::string& value) { return value.empty() ? "the value is empty" : ""; }, "", "");

Params read_params(const std::vector<std::string>& pairs) {
  Params params;
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos) {
      throw Error(ErrorKind::usage, "--param: '" + printable(pair, 40) + "' is not name=value");
    }
    if (!is_utf8(pair)) throw Error(ErrorKind::usage, "--param: '" + printable(pair, 40) + "' is not valid UTF-8");
    params.add(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return params;
}

Reading add_login(CLI::App& app) {
  struct Raw : LoginCommand {
    std::vector<std::string> scopes, pairs, audiences;
    std::string duration;
  };
  auto raw = std::make_shared<Raw>();
  app.add_option("--secrets", raw->secrets, "the client file, - for stdin (default ./secrets.json, then the home's)")
      ->type_name("FILE")
      ->check(given);
  app.add_option("--scope", raw->scopes, "what to ask for; may be repeated")
      ->type_name("\"A B\"")
      ->expected(1)
      ->take_all();
  app.add_option("--param", raw->pairs, "an extra parameter of the request that begins the login; may be repeated")
      ->type_name("K=V")
      ->expected(1)
      ->take_all();
  auto parameters = std::make_shared<LoginParameters>();
  parameters->add_to(app);
  app.add_option("--flow", raw->flow, join(flow_names(), ", "))->type_name("FLOW");
  add_grant_options(app, raw->grant);
  app.add_option("--audience", raw->audiences, "where the token is to be used, for servers that ask; may be repeated")
      ->type_name("NAME")
      ->expected(1)
      ->take_all()
      ->check(given);
  app.add_flag("--no-browser", raw->no_browser, "print the URL and open nothing");
  app.add_flag("--qr", raw->qr, "device: show the URL as a QR code, too");
  app.add_flag("--no-store", raw->no_store, "print the token and keep nothing, as --store memory");
  app.add_option("--timeout", raw->duration, "how long to wait for the sign-in (default 5m)")
      ->type_name("DURATION")
      ->check(given);
  return [raw, parameters]() -> Command {
    require_choice("--flow", raw->flow, flow_names());
    check_grant_options(*raw);
    if (!raw->scopes.empty()) raw->scope = join(raw->scopes);
    if (!raw->pairs.empty()) raw->params = read_params(raw->pairs);
    for (const std::string& audience : raw->audiences) {
      if (!raw->params) raw->params = Params{};
      raw->params->add("audience", audience);
    }
    if (!raw->duration.empty()) raw->timeout = parse_duration(raw->duration, "--timeout");
    parameters->read_into(*raw);
    return static_cast<LoginCommand&>(*raw);
  };
}

Reading add_token(CLI::App& app) {
  struct Raw : TokenCommand {
    std::vector<std::string> scopes;
    std::string duration;
  };
  auto raw = std::make_shared<Raw>();
  app.add_flag("--refresh", raw->refresh, "renew even a token that is still valid");
  app.add_option("--scope", raw->scopes, "a token with less scope, asked for now and not kept; may be repeated")
      ->type_name("\"A B\"")
      ->expected(1)
      ->take_all()
      ->check(given);
  app.add_flag("--offline", raw->offline,
               "never touch the network: 5 means it would have to, 3 that a login is needed");
  app.add_option("--min-ttl", raw->duration, "renew when less than this is left (default 60s)")
      ->type_name("DURATION")
      ->check(given);
  app.add_option("--format", raw->format, "plain, header, json, curl or env")->type_name("FORMAT");
  app.add_option("--type", raw->type, "access or id")->type_name("TYPE");
  return [raw]() -> Command {
    require_choice("--format", raw->format, {"plain", "header", "json", "curl", "env"});
    require_choice("--type", raw->type, {"access", "id"});
    if (!raw->duration.empty()) raw->min_ttl = parse_duration(raw->duration, "--min-ttl");
    raw->scope = join(raw->scopes);
    if (!raw->scope.empty() && raw->offline)
      throw Error(ErrorKind::usage, "--scope needs the network and --offline forbids it");
    if (raw->refresh && raw->offline)
      throw Error(ErrorKind::usage, "--refresh needs the network and --offline forbids it");
    return static_cast<TokenCommand&>(*raw);
  };
}

Reading add_status(CLI::App& app) {
  struct Raw : StatusCommand {
    std::string duration;
  };
  auto raw = std::make_shared<Raw>();
  app.add_flag("--check", raw->check, "say it by the exit code: 3 when a person is needed, 5 when a renewal is due");
  app.add_option("--within", raw->duration, "with --check: 3 already when a person is needed so soon")
      ->type_name("DURATION")
      ->check(given);
  return [raw]() -> Command {
    if (!raw->duration.empty()) raw->within = parse_duration(raw->duration, "--within");
    if (!raw->duration.empty() && !raw->check) throw Error(ErrorKind::usage, "--within is for --check");
    return static_cast<StatusCommand&>(*raw);
  };
}

Reading add_validate(CLI::App&) {
  return [] { return ValidateCommand{}; };
}

Reading add_request(CLI::App& app) {
  auto raw = std::make_shared<RequestCommand>();
  app.add_option("-X,--request", raw->method, "the method (default GET, or POST with -d)")
      ->type_name("METHOD")
      ->check(given);
  app.add_option("-H,--header", raw->headers, "a header field; may be repeated")
      ->type_name("\"NAME: VALUE\"")
      ->expected(1)
      ->take_all();
  app.add_option("-d,--data", raw->body, "the body, or @FILE, or @- for stdin")->type_name("DATA");
  app.add_option("-o,--output", raw->output, "write the body to a file")->type_name("FILE")->check(given);
  app.add_flag("-i,--include", raw->include_headers, "print the status line and the headers first");
  app.add_flag("--fail", raw->fail, "end with 4 for a 4xx and with 5 for a 5xx answer");
  app.add_option("url", raw->url, "what to ask")->required()->type_name("URL");
  return [raw]() -> Command { return *raw; };
}

Reading add_logout(CLI::App& app) {
  auto raw = std::make_shared<LogoutCommand>();
  app.add_flag("--all", raw->all, "every profile");
  app.add_flag("--local", raw->local, "only forget: tell the server nothing");
  app.add_flag("--session", raw->session, "end the session at the server too, in the browser");
  return [raw]() -> Command {
    if (raw->local && raw->session) throw Error(ErrorKind::usage, "--session tells the server and --local forbids it");
    return *raw;
  };
}

Reading add_demo(CLI::App& app) {
  auto raw = std::make_shared<DemoCommand>();
  app.add_flag("--no-browser", raw->no_browser, "sign in by itself, even where there is a browser");
  return [raw]() -> Command { return *raw; };
}

/// The development server reads its options itself, --help too.
Reading add_dev_server(CLI::App& app) {
  app.set_help_flag();
  app.fallthrough(false);
  app.allow_extras();
  return [] { return DevServerCommand{}; };
}

}  // namespace

const std::vector<Subcommand>& subcommands() {
  static const std::vector<Subcommand> all = {
      {"login", "Sign in and keep the tokens",
       "Examples:\n"
       "  oauthctl login --secrets client.json --scope \"openid email\"\n"
       "  oauthctl login -p work                        again, with the profile's settings\n"
       "  oauthctl login --prompt select_account        choose the account\n"
       "  oauthctl login --no-browser                   over SSH: print the URL, paste the answer\n"
       "  oauthctl login --flow device                  with a browser on any other device\n"
       "  oauthctl login --flow client-credentials      as the client itself: no person, no browser\n"
       "  oauthctl login --secrets service-account.json --scope \"A B\"\n"
       "  oauthctl login -p api --flow token-exchange --subject-profile default --audience api\n",
       add_login},
      {"token", "Print a token that works, renewing it when needed",
       "Examples:\n"
       "  TOKEN=$(oauthctl token)\n"
       "  curl -H @<(oauthctl token --format header) URL\n"
       "  oauthctl token --format curl | curl -K - URL\n"
       "  oauthctl token --min-ttl 10m                  good for a long job\n",
       add_token},
      {"status", "Show every profile, from disk alone",
       "Examples:\n"
       "  oauthctl status\n"
       "  oauthctl status --json | jq '.profiles[] | select(.login_required)'\n"
       "  oauthctl status --check --within 7d           for monitoring: 0, or 3 when a person is needed\n",
       add_status},
      {"validate", "Ask the server whether the token is valid",
       "Examples:\n"
       "  oauthctl validate && echo still good\n",
       add_validate},
      {"request", "Send an authenticated request",
       "Examples:\n"
       "  oauthctl request https://api.example.com/me\n"
       "  oauthctl request -X PUT -H 'Content-Type: application/json' -d @body.json URL\n",
       add_request},
      {"logout", "Revoke the tokens and forget them",
       "Examples:\n"
       "  oauthctl logout -p work\n"
       "  oauthctl logout --all\n"
       "  oauthctl logout --session                     the next login asks for the password again\n",
       add_logout},
      {"store", "List, show, copy, export and import what is stored",
       "Examples:\n"
       "  oauthctl store list\n"
       "  oauthctl store show -p work                       without the tokens; --reveal shows them\n"
       "  oauthctl store copy -p work --to helper:pass --move   to another store\n"
       "  oauthctl store export -p work -o work.json        a new file, 0600\n"
       "  oauthctl store import work.json -p work           or Google's authorized_user file\n",
       add_store},
      {"discover", "Show what a server offers, and what of it is used",
       "Examples:\n"
       "  oauthctl discover https://accounts.google.com\n",
       add_discover},
      {"register", "Register a client with a server",
       "Examples:\n"
       "  oauthctl register https://accounts.example.com --out client.json\n"
       "  oauthctl register --update client.json --redirect-uri http://127.0.0.1/callback\n"
       "  oauthctl register --delete client.json\n",
       add_register},
      {"inspect", "Show what is in a token, and whether it is genuine",
       "Examples:\n"
       "  oauthctl inspect                              the profile's own tokens\n"
       "  pbpaste | oauthctl inspect -\n",
       add_inspect},
      {"demo", "See the whole story on this machine, no account needed",
       "Examples:\n"
       "  oauthctl demo\n",
       add_demo},
      {"dev-server", "Run an authorization server for development",
       "Examples:\n"
       "  oauthctl dev-server --port 9000 --user alice:wonderland\n",
       add_dev_server},
  };
  return all;
}

}  // namespace oauthctl::cli

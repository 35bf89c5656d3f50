#include "commands/login/resource.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "base/environment.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/client/named_client.h"
#include "commands/client/registered_client.h"
#include "commands/terminal/confirm.h"
#include "commands/terminal/password_prompt.h"
#include "config/client_file_reader.h"
#include "model/server/destination.h"
#include "oauth/client/client_id_document.h"
#include "session/discover.h"
#include "session/party.h"
#include "session/register.h"
#include "session/resource.h"

namespace oauthctl::cli {
namespace {

/// The client that was named together with its server. Its secret is for that server alone.
std::optional<ClientFile> client_with_server(const LoginOptions& options, const std::string& client_file,
                                             const CommandContext& context) {
  if (client_file == standard_input) return read_client_file(STDIN_FILENO, context.providers);
  if (!client_file.empty()) return context.services.read_client_file(client_file);
  const NamedClient& client = options.client;
  if (!client.issuer.empty() || !client.provider.empty())
    return client.client_id.empty() ? std::nullopt : named_client(client, process_environment, context.providers);
  const bool is_in_environment =
      client.client_id.empty() && (process_environment("OAUTHCTL_ISSUER") || process_environment("OAUTHCTL_PROVIDER"));
  return is_in_environment ? named_client({}, process_environment, context.providers) : std::nullopt;
}

/// The server that was named must be one that the resource takes tokens of.
std::string require_listed(const std::string& issuer, const std::vector<std::string>& servers,
                           const LoginOptions& options, bool is_typed) {
  // An endpoint proves nothing: a stranger can list it too, beside others of its own.
  if (issuer.empty())
    throw Error(
        ErrorKind::usage,
        "the client names no issuer, so it may be another server's than " + printable(options.url, 100) + " needs",
        "add its \"issuer\" to the client file");
  if (contains(servers, issuer) || (servers.empty() && is_typed)) return issuer;
  if (servers.empty())
    throw Error(ErrorKind::usage,
                printable(options.url, 100) + " does not say that it takes tokens of " + printable(issuer, 100) +
                    ", which the environment names",
                Hint::run("oauthctl login " + shell_word(options.url) + " --issuer " + shell_word(issuer),
                          "if you know that it does"));
  throw Error(ErrorKind::usage,
              "the client is for " + printable(issuer, 100) + ", and " + printable(options.url, 100) +
                  " takes tokens of " + printable(join(servers, " or "), 300) + " only",
              Hint::run("oauthctl login " + shell_word(options.url), "to sign in there as another client"));
}

std::string ask_for_server(const std::vector<std::string>& servers, const std::string& url,
                           const CommandContext& context) {
  std::string lines = printable(url, 100) + " takes tokens of several servers:";
  for (std::size_t i = 0; i < servers.size(); ++i)
    lines += "\n  " + std::to_string(i + 1) + "  " + printable(servers[i], 100);
  context.terminal.instruction(lines);
  for (int tries = 0; tries < 3; ++tries) {
    const std::string said(
        trimmed(prompt_on_terminal("oauthctl: sign in at which one? (Enter: 1) ", Echo::shown).reveal()));
    if (said.empty()) return servers.front();
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), number);
    if (error == std::errc{} && end == said.data() + said.size() && number >= 1 && number <= servers.size())
      return servers[number - 1];
  }
  throw Error(ErrorKind::usage, "no server was chosen", "name it with --issuer URL");
}

/// The profile's own, else one where a client is registered, else the one that a person chooses, else the first.
std::string choose_server(const std::vector<std::string>& servers, const std::optional<Record>& before,
                          const std::string& url, const CommandContext& context) {
  if (servers.empty()) {
    throw Error(ErrorKind::usage, printable(url, 100) + " does not say which server gives tokens for it",
                Hint::run("oauthctl login " + shell_word(url) + " --issuer ISSUER",
                          "with the server that its documentation names"));
  }
  if (before && contains(servers, before->server.issuer)) return before->server.issuer;
  const auto known = std::find_if(servers.begin(), servers.end(),
                                  [&](const std::string& issuer) { return is_registered_at(issuer, context); });
  if (known != servers.end()) return *known;
  if (servers.size() == 1) return servers.front();
  if (can_ask()) return ask_for_server(servers, url, context);
  context.terminal.info(printable(url, 100) + " takes tokens of " + std::to_string(servers.size()) +
                        " servers; signing in at the first, " + printable(servers.front(), 100) +
                        " (--issuer names another)");
  return servers.front();
}

bool is_this_servers(const std::optional<Record>& before, const ServerMetadata& server) {
  return before && !before->client_id.empty() && before->server.issuer == server.issuer;
}

/// A client whose id is the address of its document is the same at every server that reads it, and has no secret.
std::string document_url_of(const std::optional<Record>& before) {
  return before && before->client && is_document_url(before->client_id) ? before->client_id : "";
}

ClientFile document_client(const std::string& url, const ServerMetadata& server, const CommandContext& context) {
  NamedClient client;
  client.client_id = url;
  return *named_client_at(server.issuer, client, {}, context.providers);
}

[[noreturn]] void refuse_without_client(const ServerMetadata& server, const std::string& url) {
  throw Error(ErrorKind::usage,
              printable(server.issuer, 100) +
                  " lets no program register itself, and no client was named: ask its owner for a client id "
                  "(native application, redirect URI http://127.0.0.1/callback)",
              Hint::run("oauthctl login " + shell_word(url) + " --client-id ID"));
}

/// The client that was named without its server, else the profile's, else one that the server offers.
void settle_client(const ServerMetadata& server, const std::optional<Record>& before, const LoginOptions& options,
                   LoginRequest& request, const CommandContext& context) {
  auto named = named_client_at(server.issuer, options.client, process_environment, context.providers);
  const bool reads_documents = server.client_id_metadata_document_supported.value_or(false);
  if (named && (reads_documents || !is_document_url(named->client.client_id))) {
    request.client_file_inline = std::move(named);
    return;
  }
  if (named)
    context.terminal.info(printable(server.issuer, 100) +
                          " does not read client id metadata documents: registering instead");
  if (!named && is_this_servers(before, server)) {
    const std::string& file = before->client_file;
    if (file.empty()) return;
    const ClientFile known = context.services.read_client_file(file);
    if (is_party_of(*before, known) && ends_soon(known.client.client_secret_expires_at, context.services.clock()))
      renew_client_secret(file, context.services);
    return;
  }
  if (const std::string url = document_url_of(before); !named && !url.empty() && reads_documents) {
    request.client_file_inline = document_client(url, server, context);
    return;
  }
  if (server.registration_endpoint.empty() && !is_registered_at(server.issuer, context))
    refuse_without_client(server, options.url);
  if (request.keeps_nothing && !is_registered_at(server.issuer, context)) {
    request.client_file_inline = unkept_client(server, context);
  } else {
    request.client_file = registered_client(server, context);
  }
}

/// The resource names only what one request needs, so what the profile had is added. A refresh token often needs one
/// more word, which the server must offer.
std::string scope_for(const ProtectedResource& resource, const ServerMetadata& server,
                      const std::optional<Record>& before) {
  std::vector<std::string> scope = words(resource.scope);
  const auto add = [&](const std::string& word) {
    if (!contains(scope, word)) scope.push_back(word);
  };
  if (is_this_servers(before, server))
    for (const std::string& word : words(before->scope)) add(word);
  if (!scope.empty() && offers_offline_access(server)) add("offline_access");
  return join(scope);
}

bool names_prompt(const LoginRequest& request, const std::optional<Record>& before) {
  if (request.asked.contains("prompt")) return true;
  return request.params ? request.params->contains("prompt") : before && before->params.contains("prompt");
}

/// A password, an assertion and a token to exchange belong to a server, and the resource may be a stranger's.
void require_named_server(const LoginRequest& request, const std::string& url) {
  const bool presents_something = request.flow == GrantType::password || request.flow == GrantType::token_exchange ||
                                  request.flow == GrantType::jwt_bearer;
  if (!presents_something) return;
  throw Error(ErrorKind::usage,
              std::string("--flow ") + rules_of(*request.flow).flow + " presents a credential of yours, and only " +
                  printable(url, 100) + " says to which server",
              "name the server with --issuer, or its client with --secrets");
}

/// A server that leads the person to another one's page may be after the code that is sent to us from there.
void warn_of_another_page(const ServerMetadata& server, const CommandContext& context) {
  const std::string& page = server.authorization_endpoint;
  if (page.empty() || host_of(page) == host_of(server.issuer)) return;
  context.terminal.warning(printable(server.issuer, 100) + " has its sign-in page at " + printable(host_of(page), 100));
}

}  // namespace

void settle_resource(const LoginOptions& options, LoginRequest& request, const CommandContext& context) {
  const auto before = context.services.store.load(request.profile);
  const ProtectedResource resource = find_resource(options.url, context.services);
  const ResourceMetadata& metadata = resource.metadata;
  if (!request.client_file.empty())
    request.client_file = find_client_file(request.client_file, working_folder(), context.paths);
  auto named = client_with_server(options, request.client_file, context);
  const bool is_named = named || !options.client.issuer.empty();
  const bool is_typed =
      !request.client_file.empty() || !options.client.issuer.empty() || !options.client.provider.empty();
  if (!is_named) require_named_server(request, options.url);
  const std::string issuer = is_named ? require_listed(named ? named->server.issuer : options.client.issuer,
                                                       metadata.authorization_servers, options, is_typed)
                                      : choose_server(metadata.authorization_servers, before, options.url, context);
  const ServerMetadata server = ask_server(issuer, MetadataOrder::oauth_first, context.services);
  if (!request.flow || request.flow == GrantType::authorization_code) require_s256(server);
  if (!is_named) warn_of_another_page(server, context);
  request.published = server;
  if (!named) {
    settle_client(server, before, options, request, context);
  } else if (request.client_file.empty() || request.client_file == standard_input) {
    request.client_file_inline = std::move(named);
    request.client_file.clear();
  }
  if (!request.scope) request.scope = process_environment("OAUTHCTL_SCOPE");
  if (!request.scope) request.scope = scope_for(resource, server, before);
  // OpenID Connect Core §11: otherwise the server may ignore that scope.
  if (contains(words(*request.scope), "offline_access") && !names_prompt(request, before))
    request.asked.add("prompt", "consent");
  if (!request.resource) request.resource.emplace();
  if (!metadata.resource.empty() && !contains(*request.resource, metadata.resource))
    request.resource->push_back(metadata.resource);
  const std::string place = Destination::of(metadata.resource.empty() ? options.url : metadata.resource)->text();
  if (!request.serves) request.serves.emplace();
  if (!contains(*request.serves, place)) request.serves->push_back(place);
}

}  // namespace oauthctl::cli

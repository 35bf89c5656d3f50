#include "commands/client/client_questions.h"

#include "base/folder.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/client/named_client.h"
#include "commands/terminal/password_prompt.h"
#include "config/client_file.h"
#include "config/client_file_reader.h"
#include "store/new_file.h"

namespace oauthctl::cli {
namespace {

std::string answer_to(const std::string& question) {
  return std::string(trimmed(prompt_on_terminal("oauthctl: " + question + ": ", Echo::shown).reveal()));
}

std::string ask_until_said(const std::string& question) {
  for (int i = 0; i < 3; ++i) {
    if (std::string said = answer_to(question); !said.empty()) return said;
  }
  throw Error(ErrorKind::usage, "the sign-in needs an answer");
}

/// A URL, or a known name. An empty answer lists the names; an unknown one says which is near.
void ask_for_server(NamedClient& client, const CommandContext& context) {
  for (int i = 0; i < 5; ++i) {
    const std::string said = answer_to("provider, or the server's URL (Enter lists the providers)");
    if (said.empty()) {
      context.terminal.instruction(join(context.providers.names()));
      continue;
    }
    if (Url::parse(said)) {
      client.issuer = said;
      return;
    }
    try {
      client.provider = context.providers.get(said, {}, Unset::shown).name;
      return;
    } catch (const Error& error) {
      context.terminal.instruction(error.message());
    }
  }
  throw Error(ErrorKind::usage, "no server was named", "name it with --provider NAME or --issuer URL");
}

void ask_for_variables(NamedClient& client, const Provider& provider) {
  for (const ProviderVariable& variable : provider.variables) {
    const std::string help = variable.name + ", " + variable.help;
    const std::string value =
        variable.standard.empty() ? ask_until_said(help) : answer_to(help + " (Enter: " + variable.standard + ')');
    if (!value.empty()) client.variables[variable.name] = value;
  }
}

std::string ask_for_scope(const Provider& provider) {
  const auto& scopes = provider.suggested_scopes;
  if (scopes.empty()) return {};
  const std::string said = answer_to("scopes (Enter: " + (provider.scope_needed ? scopes.front() : "none") + ')');
  return said.empty() && provider.scope_needed ? scopes.front() : said;
}

void show_console(const Provider& provider, const CommandContext& context) {
  std::string text = "register a client at " + printable(provider.console);
  if (const std::string uri = provider.redirect_uri(); !uri.empty())
    text += "\nwith the redirect URI " + printable(uri);
  if (!provider.console.empty()) context.terminal.instruction(text);
}

void write_client_file(const std::string& path, const Secret& text) {
  make_folders(parent_of(path));
  NewFile(path).commit(text.reveal());
}

}  // namespace

std::string ask_for_client(const CommandContext& context) {
  context.terminal.instruction("no client is known yet; answer a few questions to name one (Ctrl-C stops)");
  NamedClient client;
  std::string scope;
  ask_for_server(client, context);
  std::optional<Provider> provider;
  if (!client.provider.empty()) {
    provider = context.providers.get(client.provider, {}, Unset::shown);
    show_console(*provider, context);
    ask_for_variables(client, *provider);
  }
  client.client_id = ask_until_said("client id");
  const Secret secret(std::string(
      trimmed(prompt_on_terminal("oauthctl: client secret, not shown (Enter: none): ", Echo::hidden).reveal())));
  if (!secret.empty()) context.terminal.secrets().hide(secret.reveal(), Sensitivity::credential);
  if (provider) scope = ask_for_scope(*provider);
  const Secret text = client_file_text(client, secret, scope);
  parse_client_file(text.reveal(), "your answers", context.providers);
  write_client_file(context.paths.client_file, text);
  context.terminal.info("client written to " + printable(context.paths.client_file, 4096));
  return find_client_file(context.paths.client_file, working_folder(), context.paths);
}

}  // namespace oauthctl::cli

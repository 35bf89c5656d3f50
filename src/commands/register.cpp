#include "session/register.h"

#include <functional>

#include "base/text.h"
#include "commands/command_context.h"
#include "commands/files/input.h"
#include "oauth/client/client_id_document.h"
#include "store/new_file.h"

namespace oauthctl::cli {
namespace {

Secret initial_access_token(const RegisterOptions& options) {
  const std::string& file = options.initial_access_token_file;
  if (file.empty()) return {};
  const std::string text = read_input(file, "the initial access token");
  const std::string token(trimmed(text));
  if (token.empty() || !is_visible_ascii(token))
    throw Error(ErrorKind::usage, "the initial access token must be visible ASCII without spaces");
  return Secret(token);
}

void answer(const RegisteredClient& client, const CommandContext& context) {
  if (context.global.json) context.terminal.answer(without_secrets(client));
}

int register_new(const RegisterOptions& options, const CommandContext& context) {
  const std::string& out = options.out;
  const Secret token = initial_access_token(options);
  NewFile file(out, "name another file with --out FILE");
  const RegisteredClient client = register_client(options.issuer, options.wanted, token, context.services);
  file.commit(client_file_of(client, options.issuer, {}).reveal());
  answer(client, context);
  context.terminal.info("registered as " + printable(client.client_id, 100) + "; written to " + printable(out, 4096) +
                        "; sign in with: oauthctl login --secrets " + printable(shell_word(out), 4096));
  return 0;
}

/// The server may change the client's secret or token with each answer, so the file must be updated.
RegisteredClient keep(const std::string& path, const CommandContext& context,
                      const std::function<RegisteredClient(const RegisteredClient&)>& ask) {
  RegisteredClient client = read_registered_client(read_file(path), printable(path, 4096));
  context.services.change_client_file(path, [&](const Secret& text) {
    client = ask(read_registered_client(text.reveal(), printable(path, 4096)));
    return client_file_of(client, {}, text);
  });
  return client;
}

RegisteredClient read_and_keep(const std::string& path, const CommandContext& context) {
  return keep(path, context, [&](const RegisteredClient& client) { return read_client(client, context.services); });
}

int show(const std::string& path, const CommandContext& context) {
  context.terminal.answer(without_secrets(read_and_keep(path, context)));
  return 0;
}

int update(const RegisterOptions& options, const CommandContext& context) {
  const RegisteredClient known = read_and_keep(options.update, context);
  const RegisteredClient client = keep(options.update, context, [&](const RegisteredClient&) {
    return update_client(known, options.wanted, context.services);
  });
  answer(client, context);
  context.terminal.info("changed the registration of " + printable(client.client_id, 100));
  return 0;
}

int end(const std::string& path, const CommandContext& context) {
  const RegisteredClient client = read_registered_client(read_file(path), printable(path, 4096));
  delete_client(client, context.services);
  context.terminal.info("ended the registration of " + printable(client.client_id, 100) + "; you can delete " +
                        printable(path, 4096));
  return 0;
}

}  // namespace

int run(const RegisterOptions& options, const CommandContext& context) {
  if (const std::string& url = options.metadata_document; !url.empty()) {
    context.terminal.answer(client_id_document(url, options.wanted.client_name, options.wanted.redirect_uris));
    return 0;
  }
  if (!options.read.empty()) return show(options.read, context);
  if (!options.update.empty()) return update(options, context);
  if (!options.remove.empty()) return end(options.remove, context);
  return register_new(options, context);
}

}  // namespace oauthctl::cli

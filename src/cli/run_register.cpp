#include <functional>

#include "base/text.h"
#include "cli/input.h"
#include "cli/new_file.h"
#include "cli/online.h"
#include "session/register.h"

namespace oauthctl::cli {
namespace {

Secret initial_access_token(const RegisterCommand& command) {
  const std::string& file = command.initial_access_token_file;
  if (file.empty()) return {};
  const std::string text = file == "-" ? read_stdin("the initial access token") : read_file(file);
  const std::string token(trimmed(text));
  if (token.empty() || !is_visible_ascii(token))
    throw Error(ErrorKind::usage, "the initial access token is no token: it must be visible ASCII without spaces");
  return Secret(token);
}

void answer(const RegisteredClient& client, const Online& online) {
  if (online.global.json) online.terminal.answer(without_secrets(client));
}

int register_new(const RegisterCommand& command, const Online& online) {
  const std::string out = command.out.empty() ? "secrets.json" : command.out;
  const Secret token = initial_access_token(command);
  NewFile file(out);
  const RegisteredClient client =
      register_client(command.issuer, {command.name, command.redirect_uris}, token, online.services);
  file.commit(secrets_file_of(client, command.issuer, {}).reveal());
  answer(client, online);
  online.terminal.info("registered as " + printable(client.client_id, 100) + "; written to " + printable(out, 4096) +
                       "; sign in with: oauthctl login --secrets " + printable(shell_word(out), 4096));
  return 0;
}

/// The server may give the client another secret or token with each answer: the file has to follow.
RegisteredClient keep(const std::string& path, const std::function<RegisteredClient(const RegisteredClient&)>& ask) {
  const Secret text(read_file(path));
  const RegisteredClient before = read_registered_client(text.reveal(), printable(path, 4096));
  Replacement file(path);
  RegisteredClient client = ask(before);
  file.commit(secrets_file_of(client, {}, text).reveal());
  return client;
}

RegisteredClient read_and_keep(const std::string& path, const Online& online) {
  return keep(path, [&](const RegisteredClient& client) { return read_client(client, online.services); });
}

int show(const std::string& path, const Online& online) {
  online.terminal.answer(without_secrets(read_and_keep(path, online)));
  return 0;
}

int update(const RegisterCommand& command, const Online& online) {
  const RegisteredClient known = read_and_keep(command.update, online);
  const RegisteredClient client = keep(command.update, [&](const RegisteredClient&) {
    return update_client(known, {command.name, command.redirect_uris}, online.services);
  });
  answer(client, online);
  online.terminal.info("changed the registration of " + printable(client.client_id, 100));
  return 0;
}

int end(const std::string& path, const Online& online) {
  const RegisteredClient client = read_registered_client(read_file(path), printable(path, 4096));
  delete_client(client, online.services);
  online.terminal.info("ended the registration of " + printable(client.client_id, 100) + "; " + printable(path, 4096) +
                       " is of no more use");
  return 0;
}

}  // namespace

int run(const RegisterCommand& command, const Online& online) {
  if (!command.read.empty()) return show(command.read, online);
  if (!command.update.empty()) return update(command, online);
  if (!command.remove.empty()) return end(command.remove, online);
  return register_new(command, online);
}

}  // namespace oauthctl::cli

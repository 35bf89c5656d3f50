#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/base64.h"
#include "base/environment.h"
#include "base/file.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/client/client_questions.h"
#include "commands/client/credentials.h"
#include "commands/client/named_client.h"
#include "commands/command_context.h"
#include "commands/files/input.h"
#include "commands/login/detached_view.h"
#include "commands/login/outcome_view.h"
#include "commands/login/resource.h"
#include "commands/terminal/confirm.h"
#include "commands/terminal/qr_code.h"
#include "config/client_file_reader.h"
#include "oauth/identity/introspection.h"
#include "oauth/request_parameters.h"
#include "oauth/token_request.h"

namespace oauthctl::cli {
namespace {

/// The record keeps the path, and commands in other folders read it.
std::string absolute(const std::string& file) {
  if (file.empty() || file == "-") return file;
  std::error_code failed;
  std::string path = std::filesystem::absolute(file, failed).string();
  if (failed || !is_utf8(path)) {
    throw Error(ErrorKind::usage, printable(file, 4096) + ": is not a path that a profile can keep",
                "name it by an absolute path in UTF-8");
  }
  return path;
}

void name_type(std::string& type, const char* option) {
  if (!type.empty()) type = token_type_uri(type, option);
}

void settle_source(GrantSource& source) {
  for (auto file : {&GrantSource::assertion_file, &GrantSource::subject_token_file, &GrantSource::actor_token_file})
    source.*file = absolute(source.*file);
  name_type(source.subject_token_type, "--subject-token-type");
  name_type(source.actor_token_type, "--actor-token-type");
  name_type(source.requested_token_type, "--requested-token-type");
}

void read_parameters(const LoginOptions& options, LoginRequest& request) {
  if (const std::string& file = options.claims_file; !file.empty())
    request.asked.add("claims", parse_claims_parameter(read_input(file, "the claims"), printable(file)));
  if (const std::string& file = options.authorization_details_file; !file.empty())
    request.authorization_details =
        parse_authorization_details(read_input(file, "the authorization details"), printable(file));
}

/// The client file for a new profile: the one that is found, else one that a person makes.
std::string client_file_for_new(const CommandContext& context) {
  const bool is_there = look_for_client_file(working_folder(), context.paths).has_value();
  if (!is_there && can_ask() && !context.paths.client_file.empty()) return ask_for_client(context);
  std::string file = find_client_file({}, working_folder(), context.paths);
  context.terminal.info("client from " + printable(file, 4096));
  return file;
}

/// It may belong to another server than the one that was typed.
void warn_of_unused_secret(const LoginOptions& options, const CommandContext& context) {
  if (options.client.is_empty() || !options.client.secret_file.empty()) return;
  if (!process_environment("OAUTHCTL_CLIENT_SECRET")) return;
  context.terminal.warning(
      "OAUTHCTL_CLIENT_SECRET is not used beside --client-id: it may belong to another server; "
      "name a file with --client-secret-file");
}

/// The client that is named, by a file, by options or by the environment; else the profile's; else one that is found.
void settle_client(const LoginOptions& options, LoginRequest& request, const CommandContext& context) {
  if (request.client_file == "-") {
    request.client_file_inline = read_client_file(STDIN_FILENO, context.providers);
    request.client_file.clear();
  } else if (!request.client_file.empty()) {
    request.client_file = find_client_file(request.client_file, working_folder(), context.paths);
  } else if (auto client = named_client(options.client, process_environment, context.providers)) {
    if (options.client.is_empty())
      context.terminal.info("client from the environment: " + printable(client->client.client_id, 100));
    warn_of_unused_secret(options, context);
    request.client_file_inline = std::move(client);
  } else if (!context.services.store.load(request.profile)) {
    request.client_file = client_file_for_new(context);
  }
}

/// A person who signs out does not mean to send the next token to other URLs.
void settle_places(LoginRequest& request, const CommandContext& context) {
  if (request.serves || context.paths.profiles.empty() || context.services.store.load(request.profile)) return;
  auto noted = context.stores.noted_places(request.profile);
  if (!noted.empty()) request.serves = std::move(noted);
}

/// As they were typed, for a hint.
std::string client_options(const LoginOptions& options) {
  std::string out;
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) out += std::string(option) + ' ' + shell_word(value) + ' ';
  };
  if (!options.url.empty()) out = shell_word(options.url) + ' ';
  add("--secrets", options.request.client_file);
  add("--provider", options.client.provider);
  add("--issuer", options.client.issuer);
  for (const auto& [name, value] : options.client.variables) add("--provider-variable", name + '=' + value);
  add("--client-id", options.client.client_id);
  add("--client-secret-file", options.client.secret_file);
  add("--redirect-uri", options.client.redirect_uri);
  add("--tls-certificate", options.tls_certificate);
  add("--tls-key", options.tls_key);
  return out;
}

/// A code that is not ASCII may take another number of columns than it has bytes.
std::string boxed(const std::string& code) {
  const bool is_ascii =
      std::all_of(code.begin(), code.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (!is_ascii) return "      " + code;
  const std::string edge = "    +-" + std::string(code.size(), '-') + "-+";
  return edge + "\n    | " + code + " |\n" + edge;
}

/// Terminals take it through SSH too; one that does not know the sequence shows nothing.
void copy_to_clipboard(const std::string& text) {
  const FileDescriptor tty = open_at(AT_FDCWD, "/dev/tty", O_WRONLY | O_NOCTTY);
  if (tty) write_all(tty.get(), "\x1b]52;c;" + base64_encode(text) + "\x07");
}

/// SSH_CONNECTION: the client's address and port, then the server's.
std::string ssh_destination() {
  const std::string text = process_environment("SSH_CONNECTION").value_or("");
  const auto connection = split(text, ' ');
  const std::string user = process_environment("USER").value_or("");
  if (connection.size() != 4) return {};
  return printable((user.empty() ? "" : user + '@') + std::string(connection[2]));
}

LoginRequest request_of(const LoginOptions& options, const CommandContext& context) {
  LoginRequest request = options.request;
  request.profile = context.global.profile;
  request.client_options = client_options(options);
  read_parameters(options, request);
  settle_source(request.source);
  request.password = [&options](const std::string& username) {
    return read_password(username, options.password_file, process_environment);
  };
  if (options.qr) request.draw_qr = qr_code;
  if (options.copy) request.copy = copy_to_clipboard;
  if (context.terminal.is_lively()) request.draw_code = boxed;
  request.ssh_destination = ssh_destination();
  request.may_replace = [&options](const std::string& question) {
    return options.replace || confirmed(question + ": sign in there instead?").value_or(false);
  };
  settle_places(request, context);
  request.keeps_nothing = is_kept_nowhere(context);
  if (!options.url.empty()) {
    settle_resource(options, request, context);
    return request;
  }
  settle_client(options, request, context);
  if (!request.scope) request.scope = process_environment("OAUTHCTL_SCOPE");
  return request;
}

/// Commands that name no profile are for the first one. Without a choice they are for `default`.
void choose_first(const CommandContext& context) {
  const std::string& profile = context.global.profile;
  if (profile == GlobalOptions{}.profile) return;
  try {
    context.stores.choose(profile);
    context.terminal.step("commands without -p use profile " + profile + " now");
  } catch (const Error& error) {
    context.terminal.warning("commands need -p " + profile + ": " + error.message());
  }
}

/// A resource's challenge named them (session/step_up.h).
void forget_used_claims(const LoginOptions& options, const CommandContext& context) {
  const std::string& profile = context.global.profile;
  const auto own = options.claims_file.empty() ? std::nullopt : real_path(context.stores.claims_file(profile));
  if (own && own == real_path(options.claims_file)) context.stores.forget_claims(profile);
}

LoginOutcome complete(const LoginOptions& options, const CommandContext& context) {
  PendingFiles pending = context.stores.pending();
  return complete_detached_login({context.global.profile, !options.no_wait, options.request.timeout}, context.services,
                                 pending, context.take_pasted);
}

/// An expired one keeps secrets that nobody needs.
void forget_expired(PendingFiles pending, const CommandContext& context) {
  try {
    const auto login = pending.load(context.global.profile);
    if (login && login->expires_at <= context.services.clock()) pending.take(context.global.profile);
  } catch (const Error& error) {
    context.terminal.step(error.message());
  }
}

/// Another program that has the key can take the place of the listener.
void warn_of_open_key(const std::string& file, const CommandContext& context) {
  struct stat status = {};
  if (file.empty() || stat(file.c_str(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return;
  context.terminal.warning(printable(file, 4096) + ": others can read this key: chmod 600 " + shell_word(file));
}

LoginOutcome sign_in(const LoginOptions& options, const CommandContext& context) {
  if (!is_kept_nowhere(context)) forget_expired(context.stores.pending(), context);
  warn_of_open_key(options.tls_key, context);
  LoginOutcome outcome =
      oauthctl::login(request_of(options, context), context.services, context.browser, context.bind_listener);
  // Completing it later would replace this one.
  if (!is_kept_nowhere(context)) context.stores.pending().take(context.global.profile);
  return outcome;
}

}  // namespace

int run(const LoginOptions& options, const CommandContext& context) {
  if (options.no_wait && !options.complete) {
    const LoginRequest request = request_of(options, context);
    PendingFiles pending = context.stores.pending();
    show(begin_detached_login(request, context.services, pending, context.bind_listener), context);
    return 0;
  }
  const bool is_first = !is_kept_nowhere(context) && context.stores.is_empty();
  const LoginOutcome outcome = options.complete ? complete(options, context) : sign_in(options, context);
  if (!is_kept_nowhere(context)) context.stores.note_places(context.global.profile, outcome.record);
  forget_used_claims(options, context);
  if (is_first) choose_first(context);
  show(outcome, context);
  if (is_kept_nowhere(context)) {
    print_token({outcome.record, TokenType::access, context.services.clock()},
                options.format.value_or(context.global.json ? TokenFormat::json : TokenFormat::plain),
                context.terminal);
  }
  return 0;
}

}  // namespace oauthctl::cli

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/duration.h"
#include "base/environment.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/command_context.h"
#include "commands/credentials.h"
#include "commands/input.h"
#include "commands/qr_code.h"
#include "config/client_file_reader.h"
#include "oauth/identity/introspection.h"
#include "oauth/request_parameters.h"
#include "oauth/scopes.h"
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

std::string working_folder() {
  std::error_code failed;
  return std::filesystem::current_path(failed).string();
}

/// The client file that is named, else, for a new profile, the one that is found.
void settle_client_file(LoginRequest& request, const CommandContext& context) {
  if (request.client_file == "-") {
    request.client_file_inline = read_client_file(STDIN_FILENO, context.providers);
    request.client_file.clear();
    return;
  }
  const auto named = request.client_file.empty() ? std::nullopt : std::optional(request.client_file);
  if (!named && context.services.store.load(request.profile)) return;
  request.client_file = find_client_file(named, working_folder(), context.paths);
  if (!named) context.terminal.info("client from " + printable(request.client_file, 4096));
}

/// Who signed out meant no other URLs to get the next token.
void settle_places(LoginRequest& request, const CommandContext& context) {
  if (request.serves || context.services.store.load(request.profile)) return;
  auto noted = context.stores.noted_places(request.profile);
  if (!noted.empty()) request.serves = std::move(noted);
}

bool is_kept_nowhere(const CommandContext& context) {
  return context.global.store == "memory";
}

LoginRequest request_of(const LoginOptions& options, const CommandContext& context) {
  LoginRequest request = options.request;
  request.profile = context.global.profile;
  read_parameters(options, request);
  settle_source(request.source);
  request.password = [&options](const std::string& username) {
    return read_password(username, options.password_file, process_environment);
  };
  if (options.qr) request.draw_qr = qr_code;
  settle_places(request, context);
  request.keeps_nothing = is_kept_nowhere(context);
  settle_client_file(request, context);
  return request;
}

std::string host_of_server(const ServerMetadata& server) {
  return host_of(server.issuer.empty() ? server.token_endpoint : server.issuer);
}

/// How long the token may be used, and what happens then.
std::string lifetime(const Record& record, const CommandContext& context) {
  const auto& end = record.tokens.expires_at;
  const bool renews = is_renewable(record) && !is_kept_nowhere(context);
  if (!end) return renews ? "the server does not say when it expires; renews itself" : "does not expire";
  const std::string expires = "expires in " + describe(*end - context.services.clock());
  if (is_kept_nowhere(context)) return expires;
  return expires + (renews ? " and renews itself" : " and cannot renew itself");
}

std::string summary(const LoginOutcome& outcome, const CommandContext& context) {
  const Record& record = outcome.record;
  const TokenSet& tokens = record.tokens;
  const std::string account = record.account.label();
  const std::string scope = tokens.scope.empty() ? outcome.scope_asked : tokens.scope;
  std::string out = "signed in";
  if (!account.empty()) out += " as " + printable(account);
  if (const std::string host = host_of_server(record.server); !host.empty()) out += " at " + host;
  out += " (profile " + record.profile + ")";
  if (!scope.empty()) out += "; scopes: " + printable(scope);
  const auto details = types_of(tokens.authorization_details);
  if (!details.empty()) out += "; authorization details: " + printable(join(details, ", "));
  out += "; " + lifetime(record, context);
  if (!record.serves.empty()) out += "; for " + join(record.serves, " and ") + " only";
  if (is_kept_nowhere(context)) return out + "; not stored";
  return out + "; stored in " + context.services.store.where(record.profile);
}

void warn(const LoginOutcome& outcome, const CommandContext& context) {
  const std::string missing = join(missing_scopes(outcome.scope_asked, outcome.record.tokens));
  if (!missing.empty()) context.terminal.warning("the server did not grant: " + printable(missing));
  const auto details =
      missing_details(outcome.record.authorization_details, outcome.record.tokens.authorization_details);
  if (!details.empty()) {
    context.terminal.warning("the server did not grant the authorization details as asked: " +
                             printable(join(details, ", ")));
  }
  const TokenSet& tokens = outcome.record.tokens;
  const auto resources = missing_resources(outcome.record.resource, tokens.access_token);
  if (!resources.empty())
    context.terminal.warning("the server's token is not for the resource that was asked for: " +
                             printable(join(resources, ", ")));
  const bool could_renew = outcome.record.grant_type != GrantType::implicit;
  if (tokens.expires_at == tokens.obtained_at && !is_renewable(outcome.record)) {
    context.terminal.warning(
        "the token has expired on arrival; if this server means by \"expires_in\": 0 that it does not expire, "
        "add to the client file: \"ignore_expires_in\": true");
  } else if (could_renew && tokens.expires_at && !is_renewable(outcome.record) && !is_kept_nowhere(context)) {
    context.terminal.info(
        "the server sent no refresh token: when the token expires, you must sign in again (many servers want --scope "
        "offline_access)");
  }
  if (!outcome.old_grant_trouble.empty()) {
    context.terminal.warning("the previous grant could not be revoked: " + outcome.old_grant_trouble);
  }
}

}  // namespace

int run(const LoginOptions& options, const CommandContext& context) {
  const LoginOutcome outcome =
      oauthctl::login(request_of(options, context), context.services, context.browser, context.bind_listener);
  context.stores.bind_to_named(context.global.profile);
  if (!is_kept_nowhere(context)) context.stores.note_places(context.global.profile, outcome.record);
  context.terminal.info(summary(outcome, context));
  warn(outcome, context);
  if (is_kept_nowhere(context)) {
    print_token({outcome.record, TokenType::access, context.services.clock()},
                context.global.json ? TokenFormat::json : TokenFormat::plain, context.terminal);
  }
  return 0;
}

}  // namespace oauthctl::cli

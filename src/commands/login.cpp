#include <algorithm>
#include <filesystem>

#include "base/duration.h"
#include "base/environment.h"
#include "base/text.h"
#include "cli/token_formats.h"
#include "commands/command_context.h"
#include "commands/credentials.h"
#include "commands/input.h"
#include "commands/qr_code.h"
#include "oauth/request_parameters.h"
#include "oauth/scopes.h"
#include "oauth/token_request.h"

namespace oauthctl::cli {
namespace {

/// The record keeps it and is read in other folders.
std::string absolute(const std::string& file) {
  if (file.empty() || file == "-") return file;
  std::error_code failed;
  std::string path = std::filesystem::absolute(file, failed).string();
  if (failed || !is_utf8(path)) {
    throw Error(ErrorKind::usage, printable(file, 4096) + ": is no path that a profile could keep",
                "name it by an absolute path in UTF-8");
  }
  return path;
}

std::string token_type(const std::string& name, const char* option) {
  return name.empty() ? name : token_type_uri(name, option);
}

std::optional<GrantSource> source_of(const GrantOptions& options) {
  if (options == GrantOptions{}) return std::nullopt;
  GrantSource source;
  source.username = options.username;
  source.assertion_file = absolute(options.assertion_file);
  source.subject = options.subject;
  source.subject_token_file = absolute(options.subject_token_file);
  source.subject_profile = options.subject_profile;
  source.subject_token_type = token_type(options.subject_token_type, "--subject-token-type");
  source.actor_token_file = absolute(options.actor_token_file);
  source.actor_token_type = token_type(options.actor_token_type, "--actor-token-type");
  source.requested_token_type = token_type(options.requested_token_type, "--requested-token-type");
  return source;
}

std::string read_text(const std::string& file, const char* what) {
  return file == "-" ? read_stdin(what) : read_file(file);
}

void read_parameters(const LoginCommand& command, LoginRequest& request) {
  request.asked = command.asked;
  request.resource = command.resource;
  if (const std::string& file = command.claims_file; !file.empty())
    request.asked.add("claims", parse_claims_parameter(read_text(file, "the claims"), printable(file)));
  if (const std::string& file = command.authorization_details_file; !file.empty())
    request.authorization_details =
        parse_authorization_details(read_text(file, "the authorization details"), printable(file));
}

bool is_kept_nowhere(const CommandContext& context) {
  return context.global.store == "memory";
}

LoginRequest request_of(const LoginCommand& command, const CommandContext& context) {
  LoginRequest request;
  request.profile = context.global.profile;
  request.scope = command.scope;
  request.params = command.params;
  read_parameters(command, request);
  request.flow = grant_of_flow(command.flow);
  request.response_type = command.response_type;
  request.source = source_of(command.grant);
  request.password = [&command](const std::string& username) {
    return read_password(username, command.grant, process_environment);
  };
  if (command.qr) request.draw_qr = qr_code;
  request.open_browser = !command.no_browser;
  request.keeps_nothing = is_kept_nowhere(context);
  request.timeout = command.timeout;
  if (command.secrets == "-") {
    request.client_file_inline = context.read_client_file_from_stdin();
  } else if (!command.secrets.empty()) {
    request.client_file = context.find_client_file(command.secrets);
  } else if (!context.services.store.load(request.profile)) {
    request.client_file = context.find_client_file({});
    context.terminal.info("client from " + printable(request.client_file, 4096));
  }
  return request;
}

/// How long the token is good for, and what happens then.
std::string lifetime(const Record& record, const CommandContext& context) {
  const auto& end = record.tokens.expires_at;
  const bool renews = is_renewable(record) && !is_kept_nowhere(context);
  if (!end)
    return renews ? "the server does not say when the token expires; it renews itself" : "the token has no known end";
  const std::string lives = "the token lives " + describe(*end - context.services.clock());
  if (is_kept_nowhere(context)) return lives;
  return lives + (renews ? " and renews itself" : " and cannot renew itself");
}

std::string summary(const LoginOutcome& outcome, const CommandContext& context) {
  const Record& record = outcome.record;
  const TokenSet& tokens = record.tokens;
  const std::string account = record.account.label();
  const std::string scope = tokens.scope.empty() ? outcome.scope_asked : tokens.scope;
  std::string out = "signed in" + (account.empty() ? std::string{} : " as " + printable(account)) + " (profile " +
                    record.profile + ")";
  if (!scope.empty()) out += "; scopes: " + printable(scope);
  const auto details = types_of(tokens.authorization_details);
  if (!details.empty()) out += "; authorization details: " + printable(join(details, ", "));
  out += "; " + lifetime(record, context);
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
  const bool could_renew = outcome.record.grant_type != GrantType::implicit;
  if (tokens.expires_at == tokens.obtained_at && !is_renewable(outcome.record)) {
    context.terminal.warning(
        "the token has expired on arrival; if this server means by \"expires_in\": 0 that it does not expire, "
        "add to the client file: \"ignore_expires_in\": true");
  } else if (could_renew && tokens.expires_at && !is_renewable(outcome.record) && !is_kept_nowhere(context)) {
    context.terminal.info(
        "no refresh token came: sign in again when the token expires (many servers want --scope offline_access)");
  }
  if (!outcome.old_grant_trouble.empty()) {
    context.terminal.warning("the grant of the login before could not be revoked: " + outcome.old_grant_trouble);
  }
}

}  // namespace

int run(const LoginCommand& command, const CommandContext& context) {
  const LoginOutcome outcome =
      login(request_of(command, context), context.services, context.browser, context.bind_listener);
  context.stores.bind_to_named(context.global.profile);
  context.terminal.info(summary(outcome, context));
  warn(outcome, context);
  if (is_kept_nowhere(context)) {
    print_token(outcome.record, context.global.json ? "json" : "plain", "access", context.services.clock(),
                context.terminal);
  }
  return 0;
}

}  // namespace oauthctl::cli

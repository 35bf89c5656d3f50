#include "commands/login/outcome_view.h"

#include "base/duration.h"
#include "base/text.h"
#include "base/url.h"
#include "model/server/metadata_json.h"
#include "oauth/identity/introspection.h"
#include "oauth/request_parameters.h"
#include "oauth/scopes.h"

namespace oauthctl::cli {
namespace {

/// How long the token may be used, and what happens then.
std::string lifetime(const Record& record, const CommandContext& context) {
  const auto& end = record.tokens.expires_at;
  const bool renews = is_renewable(record) && !is_kept_nowhere(context);
  if (!end) return renews ? "the server does not say when it expires; renews itself" : "does not expire";
  std::string expires = "expires in " + describe(*end - context.services.clock());
  if (is_kept_nowhere(context)) return expires;
  return expires + (renews ? " and renews itself" : " and cannot renew itself");
}

std::string signed_in(const Record& record) {
  const std::string account = record.account.label();
  const std::string host = host_of(name_of_server(record.server));
  return "signed in" + (account.empty() ? "" : " as " + printable(account)) + (host.empty() ? "" : " at " + host);
}

std::string scope_of(const LoginOutcome& outcome) {
  const std::string& granted = outcome.record.tokens.scope;
  return granted.empty() ? outcome.scope_asked : granted;
}

/// The permissions of the token, shown after the name of the profile.
std::string permissions(const LoginOutcome& outcome) {
  std::string out;
  const std::string scope = scope_of(outcome);
  if (!scope.empty()) out += "; scopes: " + printable(scope);
  const auto details = types_of(outcome.record.tokens.authorization_details);
  if (!details.empty()) out += "; authorization details: " + printable(join(details, ", "));
  return out;
}

/// How long and where the token may be used.
std::string use_of(const Record& record, const CommandContext& context) {
  return lifetime(record, context) + (record.serves.empty() ? "" : "; for " + join(record.serves, " and ") + " only") +
         (is_kept_nowhere(context) ? "; not stored" : "");
}

std::string summary(const LoginOutcome& outcome, const CommandContext& context) {
  const Record& record = outcome.record;
  std::string out =
      signed_in(record) + " (profile " + record.profile + ")" + permissions(outcome) + "; " + use_of(record, context);
  if (is_kept_nowhere(context)) return out;
  return out + "; stored in " + context.services.store.where(record.profile);
}

/// For a terminal: who, for what, how long, and what to do next.
std::string summary_in_lines(const LoginOutcome& outcome, const CommandContext& context) {
  const Record& record = outcome.record;
  std::string out =
      signed_in(record) + "\n  profile " + record.profile + permissions(outcome) + "\n  " + use_of(record, context);
  if (is_kept_nowhere(context)) return out;
  const std::string profile = context.global.profile_named ? " -p " + record.profile : "";
  return out + "\n  stored in " + context.services.store.where(record.profile) + "\n  next: oauthctl request" +
         profile + " URL, or oauthctl token" + profile + " --format header | curl -H @- URL";
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
    const std::string& needs = outcome.refresh_needs;
    context.terminal.info("the server sent no refresh token: when the token expires, you must sign in again (" +
                          (needs.empty() ? "many servers want --scope offline_access"
                                         : "what a refresh token needs there: " + printable(needs)) +
                          ')');
  }
  if (!outcome.old_grant_trouble.empty()) {
    context.terminal.warning("the previous grant could not be revoked: " + outcome.old_grant_trouble);
  }
}

}  // namespace

bool is_kept_nowhere(const CommandContext& context) {
  return context.global.store == "memory";
}

void show(const LoginOutcome& outcome, const CommandContext& context) {
  if (context.terminal.is_lively()) {
    context.terminal.lines(summary_in_lines(outcome, context));
  } else {
    context.terminal.info(summary(outcome, context));
  }
  warn(outcome, context);
}

}  // namespace oauthctl::cli

#include <algorithm>

#include "base/duration.h"
#include "base/text.h"
#include "cli/online.h"
#include "cli/token_formats.h"

namespace oauthctl::cli {
namespace {

Flow flow_of(const std::string& name) {
  if (name == "code") return Flow::code;
  if (name == "device") return Flow::device;
  if (name == "client-credentials") return Flow::client_credentials;
  return Flow::automatic;
}

LoginRequest request_of(const LoginCommand& command, const Online& online) {
  LoginRequest request;
  request.profile = online.global.profile;
  request.scope = command.scope;
  request.params = command.params;
  request.flow = flow_of(command.flow);
  request.open_browser = !command.no_browser;
  request.timeout = command.timeout;
  if (command.secrets == "-") {
    request.secrets_inline = online.read_secrets_from_stdin();
  } else if (!command.secrets.empty()) {
    request.secrets_file = online.find_secrets(command.secrets);
  } else if (!online.services.store.load(request.profile)) {
    request.secrets_file = online.find_secrets({});
  }
  return request;
}

bool is_kept_nowhere(const Online& online) {
  return online.global.store == "memory";
}

std::string summary(const LoginOutcome& outcome, const Online& online) {
  const Record& record = outcome.record;
  const TokenSet& tokens = record.tokens;
  const std::string account = record.account.label();
  const std::string scope = tokens.scope.empty() ? outcome.scope_asked : tokens.scope;
  std::string out = "signed in" + (account.empty() ? std::string{} : " as " + printable(account)) + " (profile " +
                    record.profile + ")";
  if (!scope.empty()) out += "; scopes: " + printable(scope);
  if (tokens.expires_at) out += "; the token lives " + describe(*tokens.expires_at - online.services.clock());
  if (is_kept_nowhere(online)) return out + "; not stored";
  out += is_renewable(record) ? " and renews itself" : " and cannot renew itself";
  return out + "; stored in " + online.services.store.where(record.profile);
}

/// Which of `asked` are not in `granted`; an empty grant is as asked (RFC 6749 §5.1).
std::string missing_scopes(const std::string& asked, const std::string& granted) {
  if (granted.empty()) return {};
  const auto have = words(granted);
  std::vector<std::string> missing;
  for (const auto& scope : words(asked)) {
    if (std::find(have.begin(), have.end(), scope) == have.end()) missing.push_back(scope);
  }
  return join(missing);
}

void warn(const LoginOutcome& outcome, const Online& online) {
  const std::string missing = missing_scopes(outcome.scope_asked, outcome.record.tokens.scope);
  if (!missing.empty()) online.terminal.warning("the server did not grant: " + printable(missing));
  if (!is_renewable(outcome.record) && !is_kept_nowhere(online)) {
    online.terminal.warning(
        "no refresh token came: when the token ends, a person has to log in again (many servers want --scope "
        "offline_access)");
  }
  if (!outcome.old_grant_trouble.empty()) {
    online.terminal.warning("the grant of the login before could not be revoked: " + outcome.old_grant_trouble);
  }
}

}  // namespace

int run(const LoginCommand& command, const Online& online) {
  const LoginOutcome outcome =
      login(request_of(command, online), online.services, online.browser, online.bind_listener);
  online.keep_store();
  online.terminal.info(summary(outcome, online));
  warn(outcome, online);
  if (is_kept_nowhere(online)) {
    online.terminal.answer(
        format_token(outcome.record, online.global.json ? "json" : "plain", "access", online.services.clock()));
  }
  return 0;
}

}  // namespace oauthctl::cli

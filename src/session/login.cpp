#include "session/login.h"

#include "base/url.h"
#include "oauth/google.h"
#include "oauthctl/userinfo.h"
#include "session/logout.h"
#include "session/redeem.h"
#include "session/server.h"
#include "session/validate.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds renewal_patience = 45s;

/// The login as it is to be: what was asked now, laid over what the profile had.
Record plan(const LoginRequest& request, const std::optional<Record>& before, SecretsFile& secrets,
            const Services& services) {
  Record record;
  record.profile = request.profile;
  if (request.secrets_inline) {
    secrets = *request.secrets_inline;
    record.client = secrets.client;
  } else if (!request.secrets_file.empty()) {
    record.secrets_file = request.secrets_file;
    secrets = services.read_secrets(record.secrets_file);
  } else if (before && before->client) {
    secrets.client = *before->client;
    secrets.server = before->server;
    record.client = before->client;
  } else if (before) {
    record.secrets_file = before->secrets_file;
    secrets = services.read_secrets(record.secrets_file);
  }
  for (const auto& warning : secrets.warnings) services.notices.warning(warning);
  record.serial = before ? before->serial : 0;
  record.scope = request.scope                      ? *request.scope
                 : before && !before->scope.empty() ? before->scope
                                                    : secrets.client.scope;
  record.params = request.params ? *request.params : before ? before->params : Params{};
  record.basic_unencoded = before && before->basic_unencoded;
  return record;
}

/// A service account is no person and has no sign-in.
void require_code_flow(const SecretsFile& secrets) {
  if (secrets.form != SecretsFile::Form::google_service_account) return;
  throw Error(ErrorKind::usage, "the secrets file is a service account's, and those do not sign in with a browser",
              "create an OAuth client of type Desktop app at the provider and download its file");
}

/// Found out before a person is sent to a browser, not after.
void require_writable(const Record& record, const Services& services) {
  const auto lock = services.store.lock(record.profile, LockPurpose::renewal, renewal_patience);
  services.store.reserve(record.profile);
}

Params extra_params(const Record& planned, const Client& client, const std::optional<Record>& before) {
  if (!is_google(planned.server)) return planned.params;
  return with_google_defaults(planned.params, client, before && !before->tokens.refresh_token.empty());
}

/// For a person whose browser is on another machine: its loopback is not ours. (The listener takes a pasted URL, and
/// says so.)
std::string remote_hint(const std::string& redirect_uri) {
  const auto url = Url::parse(redirect_uri);
  if (!url) return {};
  const std::string port = std::to_string(url->effective_port());
  return "\nis the browser on another machine? forward the port first: ssh -L " + port + ":127.0.0.1:" + port + " HOST";
}

void send_to_browser(const LoginRequest& request, const AuthorizationRequest& asked, Browser& browser,
                     const Services& services) {
  const bool open = request.open_browser && browser.available();
  services.notices.instruction(open ? "opening the browser; if it does not come up, visit:\n  " + asked.url
                                    : "to sign in, visit this URL in a browser:\n  " + asked.url +
                                          remote_hint(asked.redirect_uri));
  if (!open) return;
  if (const std::string trouble = browser.open(asked.url); !trouble.empty()) {
    services.notices.warning("no browser could be opened (" + trouble + "): visit the URL yourself" +
                             remote_hint(asked.redirect_uri));
  }
}

/// Waits for our answer, and reports strangers' knocking at the port whatever comes of it.
Params wait_for_answer(CallbackListener& listener, const AuthorizationRequest& asked, const LoginRequest& request,
                       const Services& services) {
  const auto report = [&] {
    if (listener.rejected() == 0) return;
    services.notices.warning(std::to_string(listener.rejected()) + " request(s) to " + listener.redirect_uri() +
                             " were not the answer to this login and were turned away");
  };
  try {
    Params answer = listener.wait([&](const Params& query) { return answers(asked, query); }, request.timeout);
    report();
    return answer;
  } catch (const Error&) {
    report();
    throw;
  }
}

/// Who signed in, where the ID token does not say. The login stands whether or not the server tells.
Account ask_for_account(const Record& record, const Services& services) {
  if (record.server.userinfo_endpoint.empty()) return {};
  try {
    return parse_userinfo_response(services.transport.send(userinfo_request(record.server, record.tokens)))
        .value_or(Account{});
  } catch (const Error& error) {
    services.notices.step("userinfo: " + error.message());
    return {};
  }
}

/// Exchange and save: the room on the disk is taken first, and the profile's renewals wait meanwhile.
Record exchange(const Record& planned, const Client& client, const AuthorizationCode& code, const Services& services) {
  const auto lock = services.store.lock(planned.profile, LockPurpose::renewal, renewal_patience);
  const auto room = services.store.reserve(planned.profile);
  Record record = planned;
  if (const auto current = services.store.load(planned.profile)) record.serial = current->serial;
  services.notices.step("exchanging the code for tokens");
  const Redeemed redeemed = redeem(record.server, client, CodeGrant{code}, services);
  record.tokens = redeemed.tokens;
  record.basic_unencoded = redeemed.basic_unencoded;
  record.account = account_of_id_token(record.tokens.id_token).value_or(Account{});
  ++record.serial;
  room->commit(record);
  return record;
}

void name_account(Record& record, const Services& services) {
  if (!record.account.label().empty()) return;
  record.account = ask_for_account(record, services);
  if (record.account.label().empty()) return;
  const auto lock = services.store.lock(record.profile, LockPurpose::renewal, renewal_patience);
  auto current = services.store.load(record.profile);
  if (!current || current->serial != record.serial) return;
  ++record.serial;
  services.store.reserve(record.profile)->commit(record);
}

/// The grant of the login before is of no use to anybody now. Google is left alone: there a revocation ends every grant
/// that the user gave this client, the new one too.
std::string end_old_grant(const std::optional<Record>& before, const Record& record, const Services& services) {
  if (!before || before->tokens.refresh_token.empty() || is_google(record.server)) return {};
  if (before->tokens.refresh_token == record.tokens.refresh_token) return {};
  services.notices.step("revoking the grant of the login before");
  const LogoutOutcome ended = revoke(*before, services);
  return ended.refresh_token == Revocation::not_offered ? std::string{} : ended.trouble;
}

}  // namespace

LoginOutcome login(const LoginRequest& request, const Services& services, Browser& browser,
                   const ListenerFactory& bind_listener) {
  const auto only_login = services.store.lock(request.profile, LockPurpose::login, 0ms);
  const std::optional<Record> before = services.store.load(request.profile);
  SecretsFile secrets;
  Record planned = plan(request, before, secrets, services);
  require_code_flow(secrets);
  planned.server = find_server(secrets, services);
  require_writable(planned, services);

  Client client = secrets.client;
  client.basic_unencoded = planned.basic_unencoded;
  const auto listener = bind_listener(client);
  const AuthorizationRequest asked =
      begin_authorization(planned.server, client, listener->redirect_uri(), planned.scope,
                          extra_params(planned, client, before), services.entropy);
  send_to_browser(request, asked, browser, services);
  const Params answer = wait_for_answer(*listener, asked, request, services);
  const AuthorizationCode code = check_callback(planned.server, asked, answer);
  Record record = exchange(planned, client, code, services);
  listener->finish(true);

  name_account(record, services);
  return {record, asked.scope, end_old_grant(before, record, services)};
}

}  // namespace oauthctl

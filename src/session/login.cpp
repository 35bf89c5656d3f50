#include "session/login.h"

#include "session/code_flow.h"
#include "session/device_flow.h"
#include "session/old_grant.h"
#include "session/userinfo.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

/// Found out before a person is sent to a browser, not after.
void require_writable(const Record& record, const Services& services) {
  const auto lock = services.store.lock(record.profile, LockPurpose::renewal, renewal_patience);
  services.store.reserve(record.profile);
}

Flow chosen_flow(const LoginRequest& request, const LoginPlan& plan, const Browser& browser) {
  if (request.flow != Flow::automatic) return request.flow;
  if (plan.before && needs_no_person(*plan.before)) return Flow::client_credentials;
  // --no-browser asks for the URL to be printed, which is the code flow's way.
  const bool can_open = !request.open_browser || browser.available();
  return can_open || plan.record.server.device_authorization_endpoint.empty() ? Flow::code : Flow::device;
}

bool has_name(const Account& account) {
  return !(account.email.empty() && account.preferred_username.empty() && account.name.empty());
}

/// Who signed in, where the ID token does not say. The login stands whether or not the server tells.
Account ask_for_account(const Record& record, const Client& client, const Services& services) {
  if (record.server.userinfo_endpoint.empty() || needs_no_person(record)) return {};
  try {
    return ask_userinfo(record.server, client, record, services).value_or(Account{});
  } catch (const Error& error) {
    services.notices.step("userinfo: " + error.message());
    return {};
  }
}

/// The login is stored already, and stands whether or not its name can be.
void keep_name(Record& record, const Services& services) {
  try {
    const auto lock = services.store.lock(record.profile, LockPurpose::renewal, renewal_patience);
    const auto current = services.store.load(record.profile);
    if (!current || current->serial != record.serial) return;
    ++record.serial;
    services.store.reserve(record.profile)->commit(record);
  } catch (const Error& error) {
    services.notices.warning("the account's name was not kept: " + error.message());
  }
}

/// Many an ID token has no more than a `sub`, by which no person knows an account.
void name_account(Record& record, const Client& client, const Services& services) {
  if (has_name(record.account)) return;
  const Account said = ask_for_account(record, client, services);
  if (said.label().empty() || said == record.account) return;
  // OpenID Connect Core §5.3.2: what is said of another `sub` must not be used.
  if (!record.account.sub.empty() && said.sub != record.account.sub) {
    services.notices.warning("the userinfo endpoint speaks of another account than the ID token, and is not believed");
    return;
  }
  record.account = said;
  keep_name(record, services);
}

}  // namespace

LoginOutcome login(const LoginRequest& request, const Services& services, Browser& browser,
                   const ListenerFactory& bind_listener) {
  const auto only_login = services.store.lock(request.profile, LockPurpose::login, 0ms);
  const LoginPlan plan = plan_login(request, services);
  require_writable(plan.record, services);
  const auto obtain = [&] {
    switch (chosen_flow(request, plan, browser)) {
      case Flow::client_credentials:
        return exchange(plan, ClientCredentialsGrant{plan.record.scope, plan.record.params}, {}, services);
      case Flow::device:
        return device_flow(plan, request, services);
      default:
        return code_flow(plan, request, services, browser, bind_listener);
    }
  };
  auto [record, replaced] = obtain();
  name_account(record, plan.client, services);
  return {record, record.scope, end_old_grant(replaced, record, services)};
}

}  // namespace oauthctl

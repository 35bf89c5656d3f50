#include "session/login.h"

#include "session/login/code_flow.h"
#include "session/login/login_steps.h"
#include "session/login/previous_grant.h"
#include "session/unattended_grant.h"
#include "session/validate.h"

namespace oauthctl {
namespace {

GrantType chosen_flow(const LoginRequest& request, const LoginPlan& plan, const Browser& browser) {
  if (request.flow) return *request.flow;
  if (plan.party.service_account) return GrantType::jwt_bearer;
  if (plan.record.response_type.has_tokens()) return GrantType::authorization_code;
  if (plan.is_same_party && needs_no_person(*plan.before)) return plan.before->grant_type;
  // --no-browser asks to print the URL, as the code flow does.
  const bool can_open = !request.open_browser || browser.available();
  return can_open || plan.party.server.device_authorization_endpoint.empty() ? GrantType::authorization_code
                                                                             : GrantType::device_code;
}

bool has_name(const Account& account) {
  return !(account.email.empty() && account.preferred_username.empty() && account.name.empty());
}

/// Finds the account if the ID token does not name it. The sign-in succeeds even if the server does not tell.
Account ask_for_account(const Record& record, const Party& party, const Services& services) {
  if (record.server.userinfo_endpoint.empty() || !rules_of(record.grant_type).is_about_a_person) return {};
  if (!record.tokens.is_access_token()) return {};
  try {
    return ask_userinfo(party, record, services).value_or(Account{});
  } catch (const Error& error) {
    services.notices.step("userinfo: " + error.message());
    return {};
  }
}

/// The profile is stored already, and stays even if the account's name cannot be stored.
void keep_name(Record& record, const Services& services) {
  try {
    const auto turn = services.store.take_turn(record.profile, renewal_patience);
    if (turn->record() && turn->record()->serial == record.serial) record = turn->commit(record);
  } catch (const Error& error) {
    services.notices.warning("the account's name was not kept: " + error.message());
  }
}

/// Many ID tokens have only a `sub`, which means nothing to a person.
void name_account(Record& record, const Party& party, const Services& services) {
  if (has_name(record.account)) return;
  const Account said = ask_for_account(record, party, services);
  if (said.label().empty() || said == record.account) return;
  // OpenID Connect Core §5.3.2: claims about another `sub` must not be used.
  if (!record.account.sub.empty() && said.sub != record.account.sub) {
    services.notices.warning("the userinfo endpoint speaks of another account than the ID token, and is not believed");
    return;
  }
  record.account = said;
  keep_name(record, services);
}

PasswordGrant password_grant(const LoginPlan& plan, const LoginRequest& request, const Services& services) {
  const std::string& username = plan.record.source.username;
  if (username.empty())
    throw Error(ErrorKind::usage, "the password grant needs a user's name", "name it with --username NAME");
  // RFC 9700 §2.4
  services.notices.warning(
      "the password grant shows the password to this program, and no second factor can be asked for: "
      "use --flow code or device if the server offers them");
  return {username, request.password(username), plan.record.scope, plan.record.params};
}

/// Servers refuse the device flow in many words: Google says invalid_client to a client of type Desktop app, others
/// invalid_request. A server that cannot be reached has refused nothing, and a scope or a resource that is refused here
/// is refused in the other flow too.
bool is_refusal(const Error& error) {
  const std::string word = error.answer() ? error.answer()->error : "";
  return !word.empty() && error.kind() != ErrorKind::unavailable && word != "invalid_scope" && word != "invalid_target";
}

Exchanged device_or_code(const LoginPlan& plan, const LoginRequest& request, const Services& services, Browser& browser,
                         const ListenerFactory& bind_listener) {
  const auto begun = device_login_unless_refused(plan, request, services);
  return begun ? device_flow(*begun, request, services) : code_flow(plan, request, services, browser, bind_listener);
}

Exchanged obtain(const LoginPlan& plan, const LoginRequest& request, const Services& services, Browser& browser,
                 const ListenerFactory& bind_listener) {
  switch (chosen_flow(request, plan, browser)) {
    case GrantType::client_credentials:
      return exchange(plan, ClientCredentialsGrant{plan.record.scope, plan.record.params}, {.asked = no_expectation()},
                      services);
    case GrantType::password:
      return exchange(plan, password_grant(plan, request, services), {.asked = no_expectation()}, services);
    case GrantType::jwt_bearer:
      return exchange(plan, assertion_grant(plan.record, plan.party, services), {.asked = no_expectation()}, services);
    case GrantType::token_exchange:
      return exchange(plan, exchange_grant(plan.record, services), {.asked = no_expectation()}, services);
    case GrantType::device_code:
      return device_or_code(plan, request, services, browser, bind_listener);
    case GrantType::authorization_code:
    case GrantType::implicit:
    case GrantType::refresh_token:
      break;
  }
  return code_flow(plan, request, services, browser, bind_listener);
}

}  // namespace

void require_writable(const Record& record, const Services& services) {
  services.store.take_turn(record.profile, renewal_patience)->make_room();
}

std::optional<DeviceLogin> device_login_unless_refused(const LoginPlan& plan, const LoginRequest& request,
                                                       const Services& services) {
  try {
    return begin_device_login(plan, services);
  } catch (const Error& error) {
    if (request.flow || !is_refusal(error)) throw;
    services.notices.warning("the server refuses the device flow (" + error.message() +
                             "): taking the code flow instead");
    return std::nullopt;
  }
}

LoginOutcome outcome_of(const LoginPlan& plan, Exchanged done, const Services& services) {
  Record& record = done.record;
  name_account(record, plan.party, services);
  return {record, record.scope, end_old_grant(done.replaced, record, services), plan.party.client.rules.refresh_needs};
}

LoginOutcome login(const LoginRequest& request, const Services& services, Browser& browser,
                   const ListenerFactory& bind_listener) {
  const auto only_login = services.store.begin_login(request.profile);
  const LoginPlan plan = plan_login(request, services);
  require_writable(plan.record, services);
  return outcome_of(plan, obtain(plan, request, services, browser, bind_listener), services);
}

}  // namespace oauthctl

#include "session/login/detached_login.h"

#include "base/duration.h"
#include "oauth/pkce.h"
#include "session/login/code_flow.h"
#include "session/login/device_flow.h"
#include "session/login/login_steps.h"
#include "session/party.h"

namespace oauthctl {
namespace {

using std::chrono::seconds;

/// A program that was told not to wait has the answer on its standard input, or soon.
constexpr std::chrono::milliseconds moment{1000};

/// Servers show their pages for less, but a person may come late.
constexpr std::chrono::hours longest_code_login{1};

std::string begin_again(const std::string& profile) {
  return "oauthctl login -p " + profile + " --no-wait";
}

Error sign_in_expired(const std::string& profile) {
  return {ErrorKind::timeout, "the sign-in expired before it was completed",
          Hint::run(begin_again(profile), "begin again")};
}

/// Nothing: no person is needed.
std::optional<GrantType> detached_flow(const LoginRequest& request, const LoginPlan& plan) {
  if (request.flow == GrantType::implicit || request.flow == GrantType::authorization_code) return request.flow;
  if (request.flow == GrantType::device_code) return request.flow;
  if (request.flow || plan.party.service_account) return std::nullopt;
  if (plan.record.response_type.has_tokens()) return GrantType::authorization_code;
  if (plan.is_same_party && needs_no_person(*plan.before)) return std::nullopt;
  return plan.party.server.device_authorization_endpoint.empty() ? GrantType::authorization_code
                                                                 : GrantType::device_code;
}

PendingLogin pending_of(const LoginPlan& plan, const Params& parameters, const Secret& code_verifier) {
  PendingLogin login;
  login.record = plan.record;
  login.record.basic_unencoded = plan.party.client.basic_unencoded;
  login.may_replace = plan.before && !plan.is_same_party;
  login.names_places = plan.names_places;
  login.parameters = parameters;
  login.code_verifier = code_verifier;
  return login;
}

BegunLogin keep_device_login(const DeviceLogin& begun, const LoginRequest& request, const Services& services,
                             PendingLogins& pending) {
  const DeviceAuthorization& asked = begun.asked;
  PendingLogin login = pending_of(begun.plan, begun.parameters, begun.code_verifier);
  const auto patience = std::chrono::duration_cast<seconds>(request.timeout.value_or(asked.expires_in));
  login.expires_at = services.clock() + std::min(asked.expires_in, patience);
  login.device = PendingDevice{asked.device_code, asked.interval, services.clock()};
  pending.keep(login);
  if (request.copy) request.copy(asked.user_code);
  return {{},
          asked.verification_uri,
          asked.verification_uri_complete,
          asked.user_code,
          device_instruction(asked, request),
          login.expires_at};
}

BegunLogin keep_code_login(LoginPlan plan, const LoginRequest& request, const Services& services,
                           PendingLogins& pending, const ListenerFactory& bind_listener) {
  require_pasted_answer(plan.party.client);
  const CodeLogin begun = begin_code_login(std::move(plan), services, bind_listener);
  const AuthorizationAnswer checkable(begun.plan.party.server, begun.plan.party.client, begun.asked, services);
  PendingLogin login = pending_of(begun.plan, begun.asked.parameters, begun.asked.code_verifier);
  const auto patience =
      std::min<std::chrono::milliseconds>(request.timeout.value_or(longest_code_login), longest_code_login);
  login.expires_at = services.clock() + std::chrono::duration_cast<seconds>(patience);
  pending.keep(login);
  if (request.copy) request.copy(begun.asked.url);
  return {begun.asked.url,
          {},
          {},
          {},
          "to sign in, visit this URL in a browser:\n  " + begun.asked.url +
              "\nthe last page will not load: copy its whole address, which begins with " + begun.asked.redirect_uri,
          login.expires_at};
}

/// Records of earlier versions do not say whose they are.
bool is_same_party(const Record& one, const Record& other) {
  const bool is_same_client = one.client_id.empty() || other.client_id.empty() || one.client_id == other.client_id;
  const std::string ServerMetadata::*name =
      one.server.issuer.empty() ? &ServerMetadata::token_endpoint : &ServerMetadata::issuer;
  return is_same_client && one.server.*name == other.server.*name;
}

/// Judged when the sign-in began, and again now: another sign-in may have come between.
void require_replaceable(const PendingLogin& login, const Services& services) {
  const auto current = services.store.load(login.record.profile);
  if (!current || login.may_replace || is_same_party(*current, login.record)) return;
  throw Error(ErrorKind::usage,
              "profile " + login.record.profile + " has signed in to another server or client since this sign-in began",
              Hint::run(begin_again(login.record.profile) + " --replace", "begin again"));
}

/// Whether the sign-in may still end well: the server was not reached, or a person stopped the wait.
bool stays_pending(const Error& error) {
  return error.kind() == ErrorKind::unavailable || error.kind() == ErrorKind::interrupted ||
         error.kind() == ErrorKind::login_required;
}

/// The one process that takes it may present the code.
void take_or_throw(PendingLogins& pending, const std::string& profile) {
  if (pending.take(profile)) return;
  throw Error(ErrorKind::login_required, "the pending sign-in of profile " + profile + " was ended meanwhile",
              Hint::run(begin_again(profile), "begin again"));
}

/// The code was redeemed, so a file that cannot be deleted must not cost the tokens.
void forget(PendingLogins& pending, const std::string& profile, const Services& services) {
  try {
    take_or_throw(pending, profile);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::login_required) throw;
    services.notices.warning("the pending sign-in is over, but its file stays: " + error.message());
  }
}

/// The end of the wait: the sign-in's own, or the caller's patience.
Polling polling_for(const Completion& completion, const PendingLogin& login, TimePoint now) {
  const std::string& profile = login.record.profile;
  const auto patience = std::chrono::duration_cast<seconds>(completion.timeout.value_or(login.expires_at - now));
  Polling polling{login.device->next_poll, login.expires_at, sign_in_expired(profile)};
  if (now + patience < login.expires_at) {
    polling.end = now + patience;
    polling.at_end = still_pending(profile, "nobody finished the sign-in within " + describe(patience));
  }
  polling.only_once = !completion.waits;
  return polling;
}

Exchanged complete_device(const LoginPlan& plan, PendingLogin login, const Completion& completion,
                          const Services& services, PendingLogins& pending) {
  DeviceLogin begun{plan, {}, login.code_verifier, login.parameters};
  begun.asked.device_code = login.device->code;
  begun.asked.interval = login.device->interval;
  Polling polling = polling_for(completion, login, services.clock());
  polling.on_pending = [&](seconds interval) {
    login.device->interval = interval;
    login.device->next_poll = services.clock() + interval;
    if (!pending.update(login)) take_or_throw(pending, completion.profile);
  };
  polling.spent = [&] { forget(pending, completion.profile, services); };
  try {
    return poll(begun, polling, services);
  } catch (const Error& error) {
    if (is_pending(error)) throw still_pending(completion.profile, "nobody has approved the sign-in yet");
    if (!stays_pending(error)) pending.take(completion.profile);
    throw;
  }
}

Exchanged complete_code(const LoginPlan& plan, const PendingLogin& login, const Completion& completion,
                        const Services& services, PendingLogins& pending, const PasteFactory& take_pasted) {
  const Record& record = login.record;
  const CodeLogin begun{
      plan,
      sent_authorization(record.server, record.scope, record.response_type, login.parameters, login.code_verifier),
      take_pasted(record.redirect_uri)};
  AuthorizationAnswer answer(plan.party.server, plan.party.client, begun.asked, services);
  const auto until_end = std::chrono::milliseconds(login.expires_at - services.clock());
  const auto left = completion.waits ? until_end : std::min(until_end, moment);
  try {
    return complete_code_login(begun, answer, std::min(completion.timeout.value_or(left), left), services,
                               [&] { take_or_throw(pending, completion.profile); });
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::timeout) throw;
    if (services.clock() < login.expires_at) throw still_pending(completion.profile, error.message());
    pending.take(completion.profile);
    throw sign_in_expired(completion.profile);
  }
}

PendingLogin load_pending(const std::string& profile, const Services& services, PendingLogins& pending) {
  auto login = pending.load(profile);
  if (!login) {
    pending.take(profile);  // half a file of a killed process
    throw Error(ErrorKind::login_required, "no sign-in of profile " + profile + " is pending",
                Hint::run(begin_again(profile), "begin one first"));
  }
  if (login->expires_at > services.clock()) return *std::move(login);
  pending.take(profile);
  throw sign_in_expired(profile);
}

}  // namespace

Error still_pending(const std::string& profile, const std::string& why) {
  return {ErrorKind::login_required, why + ": the sign-in of profile " + profile + " is still pending",
          Hint::run("oauthctl login -p " + profile + " --complete", "continue")};
}

BegunLogin begin_detached_login(const LoginRequest& request, const Services& services, PendingLogins& pending,
                                const ListenerFactory& bind_listener) {
  const auto only_login = services.store.begin_login(request.profile);
  const LoginPlan plan = plan_login(request, services);
  const auto flow = detached_flow(request, plan);
  if (!flow) {
    throw Error(ErrorKind::usage, "this sign-in needs no person, so nothing can be completed later",
                "leave --no-wait out");
  }
  require_writable(plan.record, services);
  if (flow == GrantType::device_code) {
    if (const auto begun = device_login_unless_refused(plan, request, services))
      return keep_device_login(*begun, request, services, pending);
  }
  return keep_code_login(plan, request, services, pending, bind_listener);
}

LoginOutcome complete_detached_login(const Completion& completion, const Services& services, PendingLogins& pending,
                                     const PasteFactory& take_pasted) {
  const auto only_login = services.store.begin_login(completion.profile);
  const PendingLogin login = load_pending(completion.profile, services, pending);
  require_replaceable(login, services);
  const LoginPlan plan{login.record, party_of(login.record, services), std::nullopt, login.names_places, false};
  require_writable(plan.record, services);
  return outcome_of(plan,
                    login.device ? complete_device(plan, login, completion, services, pending)
                                 : complete_code(plan, login, completion, services, pending, take_pasted),
                    services);
}

}  // namespace oauthctl

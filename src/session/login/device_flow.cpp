#include "session/login/device_flow.h"

#include <algorithm>

#include "base/duration.h"
#include "session/send.h"

namespace oauthctl {
namespace {

using std::chrono::seconds;

/// The end of the wait, and why: the code expires, or the caller's patience ends earlier.
Polling until_the_end(const DeviceAuthorization& asked, const LoginRequest& request, TimePoint now) {
  const auto patience = std::chrono::duration_cast<seconds>(request.patience());
  if (patience < asked.expires_in) {
    return {now + asked.interval, now + patience,
            Error(ErrorKind::timeout, "nobody finished the sign-in within " + describe(patience),
                  Hint::run(login_again(request, "--timeout 15m"), "to wait longer"))};
  }
  return {now + asked.interval, now + asked.expires_in,
          Error(ErrorKind::timeout, "the code expired before the sign-in was approved",
                Hint::run(login_again(request), "start again"))};
}

/// Decides about the next poll from the result of the last one. Rethrows an error that ends the sign-in.
seconds slower_after(const Error& error, seconds interval, const Polling& polling, const Services& services) {
  const auto next = next_interval(interval, error);
  if (!next) throw error;
  if (polling.on_pending) polling.on_pending(*next);
  if (polling.only_once) throw error;
  const std::string text = error.message() + "; asking again in " + describe(*next);
  is_pending(error) ? services.notices.step(text) : services.notices.warning(text);
  return *next;
}

}  // namespace

DeviceLogin begin_device_login(const LoginPlan& plan, const Services& services) {
  DeviceLogin login{plan,
                    {},
                    device_code_verifier(plan.party.server, services.entropy),
                    device_parameters(plan.party.client, plan.record.scope, plan.record.params)};
  expectation_of(login.parameters);  // refused before a person is asked
  required_endpoint(plan.party.server, &ServerMetadata::token_endpoint, "token_endpoint");
  const Record& record = plan.record;
  const auto make = [&](const Party& as, const ClientAuth& auth) {
    return device_authorization_request(as, auth, record.scope, record.params, login.code_verifier);
  };
  const auto [response, basic_unencoded] = send_as_client(plan.party, {make}, services);
  login.plan.party.client.basic_unencoded = basic_unencoded;
  login.asked = parse_device_authorization_response(response);
  return login;
}

std::string device_instruction(const DeviceAuthorization& asked, const LoginRequest& request) {
  const std::string& whole =
      asked.verification_uri_complete.empty() ? asked.verification_uri : asked.verification_uri_complete;
  std::string text = "to sign in, visit this URL in a browser on any device:\n  " + asked.verification_uri +
                     "\nand enter this code:\n\n" +
                     (request.draw_code ? request.draw_code(asked.user_code) : "      " + asked.user_code) + '\n';
  if (!asked.verification_uri_complete.empty()) {
    text += "\nthis URL has the code in it already:\n  " + asked.verification_uri_complete +
            "\ncompare the code there with the one above\n";
  }
  if (request.draw_qr) text += request.draw_qr(whole) + '\n';
  return text + "\nthe code expires in " + describe(asked.expires_in);
}

Exchanged poll(const DeviceLogin& login, const Polling& polling, const Services& services) {
  const auto shown = services.notices.waiting(
      {"waiting for you to approve", polling.end - services.clock(),
       "the page must say that the device is connected; if it does not take the code, stop and begin again"});
  const Expectation expected = expectation_of(login.parameters);
  seconds interval = login.asked.interval;
  seconds wait = polling.first - services.clock();
  while (true) {
    const seconds left = polling.end - services.clock();
    services.sleep(std::clamp(wait, seconds{0}, std::max(left, seconds{0})));
    if (services.clock() >= polling.end) throw polling.at_end;
    try {
      return exchange(login.plan, DeviceGrant{login.asked.device_code, login.code_verifier, login.plan.record.scope},
                      {.asked = expected}, services, polling.spent);
    } catch (const Error& error) {
      wait = interval = slower_after(error, interval, polling, services);
    }
  }
}

Exchanged device_flow(const DeviceLogin& login, const LoginRequest& request, const Services& services) {
  services.notices.instruction(device_instruction(login.asked, request));
  if (request.copy) request.copy(login.asked.user_code);
  return poll(login, until_the_end(login.asked, request, services.clock()), services);
}

}  // namespace oauthctl

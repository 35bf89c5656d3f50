#include "session/device_flow.h"

#include <algorithm>

#include "base/duration.h"
#include "session/send.h"

namespace oauthctl {
namespace {

using std::chrono::seconds;

void instruct(const DeviceAuthorization& asked, const LoginRequest& request, const Services& services) {
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
  services.notices.instruction(text + "\nthe code expires in " + describe(asked.expires_in));
  if (request.copy) request.copy(asked.user_code);
}

/// When to give up, and why: the code expires, or the caller's patience ends earlier.
struct Deadline {
  TimePoint time;
  Error error;
};

Deadline deadline_of(const DeviceAuthorization& asked, const LoginRequest& request, TimePoint now) {
  const auto patience = std::chrono::duration_cast<seconds>(request.timeout);
  if (patience < asked.expires_in) {
    return {now + patience, Error(ErrorKind::timeout, "nobody finished the sign-in within " + describe(patience),
                                  Hint::run("oauthctl login --timeout 15m", "to wait longer"))};
  }
  return {now + asked.expires_in, Error(ErrorKind::timeout, "the code expired before the sign-in was approved",
                                        Hint::run("oauthctl login", "start again"))};
}

/// Decides about the next poll from the result of the last one. Rethrows an error that ends the sign-in.
seconds slower_after(const Error& error, seconds interval, const Services& services) {
  const auto next = next_interval(interval, error);
  if (!next) throw error;
  const std::string text = error.message() + "; asking again in " + describe(*next);
  is_pending(error) ? services.notices.step(text) : services.notices.warning(text);
  return *next;
}

}  // namespace

DeviceLogin begin_device_login(const LoginPlan& plan, const Services& services) {
  DeviceLogin login{plan,
                    {},
                    device_code_verifier(plan.party.server, services.entropy),
                    device_expectation(plan.party.client, plan.record.scope, plan.record.params)};
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

Exchanged device_flow(const DeviceLogin& login, const LoginRequest& request, const Services& services) {
  const DeviceAuthorization& asked = login.asked;
  const Deadline deadline = deadline_of(asked, request, services.clock());
  instruct(asked, request, services);
  const auto shown = services.notices.waiting(
      {"waiting for you to approve", deadline.time - services.clock(),
       "the page must say that the device is connected; if it does not take the code, stop and begin again"});
  seconds interval = asked.interval;
  while (true) {
    services.sleep(std::clamp(deadline.time - services.clock(), seconds{0}, interval));
    if (services.clock() >= deadline.time) throw deadline.error;
    try {
      return exchange(login.plan, DeviceGrant{asked.device_code, login.code_verifier, login.plan.record.scope},
                      {.asked = login.expected}, services);
    } catch (const Error& error) {
      interval = slower_after(error, interval, services);
    }
  }
}

}  // namespace oauthctl

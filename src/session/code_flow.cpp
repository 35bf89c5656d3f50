#include "session/code_flow.h"

#include "base/url.h"
#include "oauth/google.h"
#include "session/authorization_answer.h"
#include "session/authorization_url.h"
#include "session/id_token.h"

namespace oauthctl {
namespace {

Params extra_params(const LoginPlan& plan) {
  if (!is_google(plan.record.server)) return plan.record.params;
  return with_google_defaults(plan.record.params, plan.client,
                              plan.before && !plan.before->tokens.refresh_token.empty());
}

/// For a person whose browser is on another machine: its loopback is not ours. (The listener takes a pasted URL, and
/// says so.)
std::string remote_hint(const std::string& redirect_uri) {
  const auto url = Url::parse(redirect_uri);
  if (!url) return {};
  const std::string port = std::to_string(url->effective_port());
  return "\nis the browser on another machine? forward the port first: ssh -L " + port + ":127.0.0.1:" + port + " HOST";
}

/// RFC 9449 §10: a code that somebody else gets hold of is worth nothing without the key.
std::string jkt_of(const Record& record) {
  return record.dpop_key.empty() ? "" : dpop_jkt(record.dpop_key);
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
Params wait_for_answer(CallbackListener& listener, AuthorizationAnswer& answer, const LoginRequest& request,
                       const Services& services) {
  const auto report = [&] {
    if (listener.rejected() == 0) return;
    services.notices.warning(std::to_string(listener.rejected()) + " request(s) to " + listener.redirect_uri() +
                             " were not the answer to this login and were turned away");
  };
  try {
    const Params received =
        listener.wait([&](const Params& candidate) { return answer.is_here(candidate); }, request.timeout);
    report();
    return answer.read(received);
  } catch (const Error&) {
    report();
    throw;
  }
}

}  // namespace

Exchanged code_flow(const LoginPlan& plan, const LoginRequest& request, const Services& services, Browser& browser,
                    const ListenerFactory& bind_listener) {
  const auto listener = bind_listener(plan.client);
  AuthorizationRequest asked =
      begin_authorization(plan.record.server, plan.client, listener->redirect_uri(), plan.record.scope,
                          extra_params(plan), services.entropy, jkt_of(plan.record));
  IdTokenContext expected = expected_of(asked);
  asked.url = authorization_url(plan, asked, services);
  AuthorizationAnswer answer(plan.record.server, plan.client, asked, services);
  send_to_browser(request, asked, browser, services);
  const AuthorizationCode code =
      check_callback(plan.record.server, asked, wait_for_answer(*listener, answer, request, services));
  services.notices.step("exchanging the code for tokens");
  expected.code = code.code();
  Exchanged done = exchange(plan, CodeGrant{code}, expected, services);
  listener->finish(true);
  return done;
}

}  // namespace oauthctl

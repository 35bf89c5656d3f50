#include "session/code_flow.h"

#include "base/url.h"
#include "oauth/google.h"
#include "session/authorization_answer.h"
#include "session/authorization_url.h"
#include "session/front_channel.h"
#include "session/id_token.h"

namespace oauthctl {
namespace {

Params extra_params(const LoginPlan& plan) {
  // Its defaults ask for a refresh token, and it refuses them where none can come.
  if (!is_google(plan.record.server) || !plan.record.response_type.code) return plan.record.params;
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

/// The ID token beside the code holds before the code is shown to the token endpoint (OpenID Connect Core §3.3.2.10).
Exchanged redeem_code(const LoginPlan& plan, const AuthorizationRequest& asked, const Params& answer,
                      const FrontChannel& front, IdTokenContext expected, const Services& services) {
  const AuthorizationCode code = check_callback(plan.record.server, asked, answer);
  services.notices.step("exchanging the code for tokens");
  expected.code = code.code();
  expected.beside_code = front.claims;
  return exchange(plan, CodeGrant{code}, expected, services);
}

Exchanged keep_or_redeem(const LoginPlan& plan, const AuthorizationRequest& asked, const Params& answer,
                         const IdTokenContext& expected, const Services& services) {
  FrontChannel front;
  if (asked.response_type.has_tokens()) front = read_front_channel(plan, asked, answer, expected, services);
  if (asked.response_type.code) return redeem_code(plan, asked, answer, front, expected, services);
  return keep(plan, front.tokens, front.claims ? front.claims->account : Account{}, services);
}

}  // namespace

Exchanged code_flow(const LoginPlan& plan, const LoginRequest& request, const Services& services, Browser& browser,
                    const ListenerFactory& bind_listener) {
  const ResponseType& response_type = plan.record.response_type;
  if (response_type.has_tokens()) warn_of_front_channel(response_type, services);
  const auto listener = bind_listener(plan.client);
  if (comes_in_fragment(response_type, plan.client)) listener->expect_fragment();
  AuthorizationRequest asked =
      begin_authorization(plan.record.server, plan.client, listener->redirect_uri(), plan.record.scope,
                          extra_params(plan), services.entropy, jkt_of(plan.record), response_type);
  const IdTokenContext expected = expected_of(asked);
  asked.url = authorization_url(plan, asked, services);
  AuthorizationAnswer answer(plan.record.server, plan.client, asked, services);
  send_to_browser(request, asked, browser, services);
  const Params answered = wait_for_answer(*listener, answer, request, services);
  Exchanged done = keep_or_redeem(plan, asked, answered, expected, services);
  listener->finish(true);
  return done;
}

}  // namespace oauthctl

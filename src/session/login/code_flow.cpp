#include "session/login/code_flow.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "oauth/callback.h"
#include "oauth/dpop.h"
#include "oauth/encrypted_response.h"
#include "oauth/endpoint.h"
#include "oauth/google.h"
#include "oauth/pkce.h"
#include "session/id_token.h"

namespace oauthctl {
namespace {

/// Whether the answer comes in the fragment, as tokens do unless the client asks for a form (Multiple Response Types
/// §5, JARM §2.3.4).
bool comes_in_fragment(const ResponseType& response_type, const Client& client) {
  return response_type.has_tokens() && !client.response_mode.starts_with("form_post");
}

/// RFC 9700 §2.1.2.
void warn_of_front_channel(const ResponseType& response_type, const Services& services) {
  const std::string what = response_type.token ? "an access token" : "an ID token";
  const std::string renewal = response_type.code ? "" : ", and nothing that renews it";
  services.notices.warning("response type " + response_type.text() + " sends " + what +
                           " through the browser, where others can read it (RFC 9700 §2.1.2)" + renewal +
                           ": use --response-type code if the server offers it");
}

/// The tokens that came through the browser, beside a code or instead of it.
struct FrontChannel {
  TokenSet tokens;
  std::optional<IdTokenClaims> claims;  ///< of the ID token; nothing: none was asked for
};

/// Checks the answer, and its ID token against the rest of the answer. Throws as check_front_channel() and
/// check_id_token() do.
FrontChannel read_front_channel(const LoginPlan& plan, const AuthorizationRequest& asked, const Params& answer,
                                const Services& services) {
  const ServerMetadata& server = plan.party.server;
  FrontChannel front{check_front_channel(asked, answer, services.clock()), std::nullopt};
  TokenSet& tokens = front.tokens;
  if (tokens.id_token.empty()) return front;
  tokens.id_token = decrypted(tokens.id_token, id_token_encryption, plan.party.client);
  IdTokenContext expected{.asked = asked.expected, .from_browser = true};
  expected.access_token = tokens.access_token;
  expected.code = Secret(answer.get("code"));
  front.claims = check_id_token(tokens.id_token, server, plan.party.client, expected, services);
  if (!asked.response_type.token) tokens = as_only_token(tokens, *front.claims);
  return front;
}

Params extra_params(const LoginPlan& plan) {
  // Google's defaults ask for a refresh token, and Google refuses them if the flow cannot bring one.
  if (!is_google(plan.party.server) || !plan.record.response_type.code) return plan.record.params;
  return with_google_defaults(plan.record.params, plan.party.client,
                              plan.before && !plan.before->tokens.refresh_token.empty());
}

/// For a person whose browser is on another machine, whose loopback is not ours. (The listener accepts a pasted URL,
/// and says so.)
std::string remote_hint(const std::string& redirect_uri, const LoginRequest& request) {
  const auto url = Url::parse(redirect_uri);
  if (!url) return {};
  const std::string port = std::to_string(url->effective_port());
  return "is the browser on another machine? forward the port first: ssh -L " + port + ":127.0.0.1:" + port + ' ' +
         (request.ssh_destination.empty() ? "HOST" : request.ssh_destination);
}

/// RFC 9449 §10: a stolen code is useless without the key.
std::string jkt_of(const Record& record) {
  return record.dpop_key.empty() ? "" : dpop_jkt(record.dpop_key);
}

void send_to_browser(const LoginRequest& request, const AuthorizationRequest& asked, CallbackListener& listener,
                     Browser& browser, const Services& services) {
  const bool fits = asked.url.size() <= Url::longest;
  if (!fits) {
    services.notices.warning("the URL has " + std::to_string(asked.url.size()) +
                             " characters and no browser takes more than " + std::to_string(Url::longest) +
                             ": shorten the request, or let the server take it by itself "
                             "with require_pushed_authorization_requests in the client file");
  }
  const bool open = fits && request.open_browser && browser.available() && listener.listens();
  const std::string remote = listener.listens() ? remote_hint(asked.redirect_uri, request) : "";
  const std::string next_line = remote.empty() ? "" : '\n' + remote;
  services.notices.instruction(open ? "opening the browser; if it does not come up, visit:\n  " + asked.url
                                    : "to sign in, visit this URL in a browser:\n  " + asked.url + next_line);
  if (request.copy) request.copy(asked.url);
  if (!open) return;
  // The URL has the state, and every user of this machine can read the browser's command line.
  const std::string address = listener.lead_on({asked.url}, random_text(services.entropy));
  if (const std::string trouble = browser.open(address); !trouble.empty()) {
    services.notices.warning("no browser could be opened (" + trouble + "): visit the URL yourself");
    if (!remote.empty()) services.notices.instruction(remote);
  }
}

/// The port was free by chance: it is another one the next time.
std::string without_port(const std::string& redirect_uri) {
  const auto host = redirect_uri.find("://") + 3;
  const auto path = std::min(redirect_uri.find('/', host), redirect_uri.size());
  const auto port = redirect_uri.rfind(':', path);
  return port < host ? redirect_uri : redirect_uri.substr(0, port) + redirect_uri.substr(path);
}

/// A server shows its errors to the person, and not to us, if it does not trust the redirect URI or the client.
std::string advice_of(const std::string& redirect_uri, const Client& client) {
  const std::string trouble = "if the browser shows an error about the redirect URI, register ";
  if (contains(client.redirect_uris, redirect_uri)) return trouble + redirect_uri + " with the server";
  return trouble + without_port(redirect_uri) +
         " with the server; if it compares ports too, register a URI with a port and name it in \"redirect_uris\"";
}

/// Waits for our answer, and reports strangers' requests to the port in any case.
Params wait_for_answer(CallbackListener& listener, AuthorizationAnswer& answer, std::chrono::milliseconds patience,
                       const Client& client, const Services& services) {
  const auto report = [&] {
    if (listener.rejected() == 0) return;
    const bool is_one = listener.rejected() == 1;
    services.notices.warning(std::to_string(listener.rejected()) + (is_one ? " request to " : " requests to ") +
                             listener.redirect_uri() + (is_one ? " was" : " were") +
                             " not the answer to this sign-in, and turned away");
  };
  try {
    const auto shown =
        services.notices.waiting({"waiting for the browser", std::chrono::duration_cast<std::chrono::seconds>(patience),
                                  advice_of(listener.redirect_uri(), client)});
    const Params received = listener.wait([&](const Params& candidate) { return answer.is_here(candidate); }, patience);
    report();
    return answer.read(received);
  } catch (const Error&) {
    report();
    throw;
  }
}

/// The ID token beside the code is verified before the code is sent to the token endpoint (OpenID Connect Core
/// §3.3.2.10).
Exchanged redeem_code(const LoginPlan& plan, const AuthorizationRequest& asked, const Params& answer,
                      const FrontChannel& front, const Services& services) {
  const AuthorizationCode code = check_callback(asked, answer);
  services.notices.step("exchanging the code for tokens");
  IdTokenContext expected{.asked = asked.expected, .code = code.code(), .beside_code = front.claims};
  return exchange(plan, CodeGrant{code}, std::move(expected), services);
}

Exchanged keep_or_redeem(const LoginPlan& plan, const AuthorizationRequest& asked, const Params& answer,
                         const Services& services) {
  FrontChannel front;
  if (asked.response_type.has_tokens()) front = read_front_channel(plan, asked, answer, services);
  if (asked.response_type.code) return redeem_code(plan, asked, answer, front, services);
  return keep(plan, front.tokens, front.claims ? front.claims->account : Account{}, services);
}

}  // namespace

void require_pasted_answer(const Client& client) {
  if (!client.response_mode.starts_with("form_post")) return;
  throw Error(ErrorKind::usage,
              "response_mode " + client.response_mode + " posts the answer to the redirect URI, where nobody listens",
              "take \"response_mode\" out of the client file");
}

CodeLogin begin_code_login(LoginPlan plan, const Services& services, const ListenerFactory& bind_listener) {
  const ResponseType& response_type = plan.record.response_type;
  if (response_type.has_tokens()) warn_of_front_channel(response_type, services);
  // Checked now and not after a person has signed in.
  required_endpoint(plan.party.server, &ServerMetadata::authorization_endpoint, "authorization_endpoint");
  if (response_type.code) required_endpoint(plan.party.server, &ServerMetadata::token_endpoint, "token_endpoint");
  auto listener = bind_listener(plan.party.client);
  if (!listener->listens()) require_pasted_answer(plan.party.client);
  AuthorizationRequest asked =
      begin_authorization(plan.party.server, plan.party.client, listener->redirect_uri(), plan.record.scope,
                          extra_params(plan), services.entropy, jkt_of(plan.record), response_type);
  plan.record.redirect_uri = asked.redirect_uri;
  asked.url = authorization_url(plan.party, asked, services);
  return {std::move(plan), std::move(asked), std::move(listener)};
}

Exchanged complete_code_login(const CodeLogin& login, AuthorizationAnswer& answer, std::chrono::milliseconds patience,
                              const Services& services, const Spent& spent) {
  const auto& [plan, asked, listener] = login;
  if (comes_in_fragment(asked.response_type, plan.party.client)) listener->expect_fragment();
  const Params answered = wait_for_answer(*listener, answer, patience, plan.party.client, services);
  if (spent && answers(asked, answered)) spent();
  Exchanged done = keep_or_redeem(plan, asked, answered, services);
  listener->finish(true);
  return done;
}

Exchanged code_flow(LoginPlan plan, const LoginRequest& request, const Services& services, Browser& browser,
                    const ListenerFactory& bind_listener) {
  const CodeLogin login = begin_code_login(std::move(plan), services, bind_listener);
  AuthorizationAnswer answer(login.plan.party.server, login.plan.party.client, login.asked, services);
  send_to_browser(request, login.asked, *login.listener, browser, services);
  try {
    return complete_code_login(login, answer, request.patience(), services);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::timeout) throw;
    throw Error(ErrorKind::timeout, error.message(),
                Hint::run(login_again(request, "--timeout 15m"),
                          advice_of(login.asked.redirect_uri, login.plan.party.client) + "; to wait longer"));
  }
}

}  // namespace oauthctl

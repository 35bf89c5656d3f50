#include "session/end_session.h"

#include "base/url.h"
#include "oauth/pkce.h"
#include "oauth/sign_out.h"
#include "session/party.h"

namespace oauthctl {
namespace {

/// How long a person may take to confirm the sign-out at the server.
constexpr std::chrono::minutes patience{2};

/// For a browser to start.
constexpr std::chrono::seconds start{30};

/// OpenID Connect RP-Initiated Logout §2 demands it of each server, and oidc-provider leaves it out unless it is told.
/// The question holds nothing of ours.
bool takes_a_post(const std::string& endpoint, const Services& services) {
  HttpRequest question;
  question.method = "POST";
  question.url = endpoint;
  question.headers.add("Content-Type", "application/x-www-form-urlencoded");
  try {
    const int status = services.transport.send(question).status;
    return status != 404 && status != 405 && status != 501;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    return true;
  }
}

/// Where our page leads the browser: it posts the request, because an ID token in the URL stays in the browser's
/// history and in the server's log, unless the server takes no POST.
BrowserTarget target_of(const EndSessionRequest& asked, const Services& services) {
  if (takes_a_post(asked.endpoint, services)) return {asked.endpoint, asked.form};
  return {with_query(asked.endpoint, form_encode(asked.form))};
}

/// Whether a browser was opened, at a page of ours: its address has no ID token, which would be in the browser's
/// command line.
bool send_to_browser(const EndSessionRequest& asked, CallbackListener& listener, Browser& browser,
                     const Services& services) {
  const std::string trouble =
      browser.available() ? browser.open(listener.lead_on(target_of(asked, services), random_text(services.entropy)))
                          : "none was found";
  if (trouble.empty()) return true;
  services.notices.instruction("no browser could be opened (" + trouble + "); to end the session, visit:\n  " +
                               asked.url);
  return false;
}

bool comes_back(CallbackListener& listener, const EndSessionRequest& asked, const Services& services) {
  try {
    listener.wait([&](const Params& query) { return answers(asked, query); }, patience);
    listener.finish(true);
    return true;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::timeout) throw;
    services.notices.step("the browser did not come back");
    return false;
  }
}

}  // namespace

SessionEnd end_session(const Record& record, const Services& services, Browser& browser,
                       const ListenerFactory& bind_listener) {
  const Party party = party_of(record, services);
  const bool returns = !party.client.post_logout_redirect_uris.empty();
  const auto listener = bind_listener(party.client);
  const EndSessionRequest asked =
      begin_end_session(party, record.tokens.id_token, returns ? listener->redirect_uri() : "", services.entropy);
  const bool is_open = send_to_browser(asked, *listener, browser, services);
  if (returns) return comes_back(*listener, asked, services) ? SessionEnd::confirmed : SessionEnd::asked;
  if (is_open && !listener->wait_for_visit(start)) services.notices.warning("the browser did not ask for the page");
  return SessionEnd::asked;
}

}  // namespace oauthctl

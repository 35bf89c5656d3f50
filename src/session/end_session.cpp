#include "session/end_session.h"

#include "oauth/pkce.h"
#include "oauth/sign_out.h"
#include "session/party.h"

namespace oauthctl {
namespace {

/// How long a person may take to confirm the sign-out at the server.
constexpr std::chrono::minutes patience{2};

/// For a browser to start.
constexpr std::chrono::seconds start{30};

/// Whether a browser was opened, at a page of ours that posts the request: an ID token in the URL would be in the
/// browser's command line and history.
bool send_to_browser(const EndSessionRequest& asked, CallbackListener& listener, Browser& browser,
                     const Services& services) {
  const std::string trouble =
      browser.available() ? browser.open(listener.lead_on({asked.endpoint, asked.form}, random_text(services.entropy)))
                          : "there is none";
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

#include "session/end_session.h"

#include "oauth/sign_out.h"
#include "session/party.h"

namespace oauthctl {
namespace {

/// How long a person may take to confirm the sign-out at the server.
constexpr std::chrono::minutes patience{2};

void send_to_browser(const std::string& url, Browser& browser, const Services& services) {
  const std::string trouble = browser.available() ? browser.open(url) : "there is none";
  if (!trouble.empty())
    services.notices.instruction("no browser could be opened (" + trouble + "); to end the session, visit:\n  " + url);
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
  const auto listener = returns ? bind_listener(party.client) : nullptr;
  const EndSessionRequest asked =
      begin_end_session(party, record.tokens.id_token, returns ? listener->redirect_uri() : "", services.entropy);
  send_to_browser(asked.url, browser, services);
  return returns && comes_back(*listener, asked, services) ? SessionEnd::confirmed : SessionEnd::asked;
}

}  // namespace oauthctl

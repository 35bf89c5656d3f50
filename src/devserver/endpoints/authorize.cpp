#include "devserver/endpoints/conversation.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

Account account_without_asking(Accounts& accounts, const std::string& login_hint) {
  if (auto hinted = accounts.find(login_hint)) return *hinted;
  return accounts.all().front();
}

/// A public client's id is anybody's to use, so an earlier consent proves nothing (RFC 8252 §8.6). And what is allowed
/// in detail, such as a payment, is allowed once.
bool needs_consent(const Conversation& c, const std::string& username) {
  return has_scope(c.asked.prompt, "consent") || c.destination.client.is_public() ||
         !c.terms.authorization_details.empty() ||
         !c.server.consents.covers(username, c.destination.client.client_id, c.asked.scope);
}

void show_consent(const Conversation& c, Response& response, const Account& account) {
  Params other_account = c.params;
  other_account.set("prompt", "login");
  answer_consent_page(response, c.pending(), {account, c.asked.scope, c.terms, c.query_of(other_account)});
}

void begin(const Conversation& c, Response& response) {
  if (c.server.options.auto_approve) {
    const Account account = account_without_asking(c.server.accounts, c.asked.login_hint);
    return c.approve(response, account.username, c.asked.scope);
  }
  const bool silent = has_scope(c.asked.prompt, "none");
  const auto account = c.signed_in();
  if (!account) {
    if (silent) throw Refusal(400, "login_required", "nobody is signed in");
    return c.show_login(response, c.asked.login_hint, "");
  }
  if (!needs_consent(c, account->username)) return c.approve(response, account->username, c.asked.scope);
  if (silent) throw Refusal(400, "consent_required", "the person has to be asked");
  show_consent(c, response, *account);
}

}  // namespace

/// RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.
void authorize(AuthorizationServer& server, const Request& request, Response& response) {
  const Visitor visitor(request, authorize_path);
  converse(server, visitor, request.query, response, [&](const Conversation& c) { begin(c, response); });
}

}  // namespace oauthctl::devserver

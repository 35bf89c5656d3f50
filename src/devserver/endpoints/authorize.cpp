#include <vector>

#include "base/text.h"
#include "devserver/endpoints/conversation.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"

/// The authorization endpoint (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2): the first page, then the form of the login
/// page, then that of the consent page.
namespace oauthctl::devserver {
namespace {

Account account_without_asking(Accounts& accounts, const std::string& login_hint) {
  if (auto hinted = accounts.find(login_hint)) return *hinted;
  return accounts.all().front();
}

/// Anybody can use a public client's id, so an earlier consent proves nothing (RFC 8252 §8.6). And a permission in
/// detail, such as a payment, is given once.
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
  if (silent) throw Refusal(400, "consent_required", "the person must be asked for consent");
  show_consent(c, response, *account);
}

/// The request as it goes on after a sign-in: without what asked for that sign-in.
Params after_sign_in(Params params) {
  std::vector<std::string> prompt = words(params.get("prompt"));
  std::erase_if(prompt, [](const std::string& word) { return word == "login" || word == "select_account"; });
  for (const char* done : {"prompt", "max_age", "login_hint"}) params.erase(done);
  if (!prompt.empty()) params.add("prompt", join(prompt));
  return params;
}

void sign_in(const Conversation& c, Response& response, const Params& form) {
  const std::string username = form.get("username");
  const auto account = c.server.accounts.sign_in(username, Secret(form.get("password")));
  if (!account) return c.show_login(response, username, "The username or the password is wrong.");
  c.visitor.give(response, c.server.sessions.open(account->username));
  answer_redirect(response, authorize_path + ('?' + c.query_of(after_sign_in(c.params))));
}

std::string allowed_scope(const std::string& asked, const Params& form) {
  std::vector<std::string> allowed = words(asked);
  std::erase_if(allowed, [&](const std::string& word) { return word != "openid" && !form.contains("allow_" + word); });
  return join(allowed);
}

void conclude(const Conversation& c, Response& response, const Params& form) {
  const auto account = c.signed_in();
  if (!account) return c.show_login(response, "", "The sign-in has ended.");
  const std::string scope = allowed_scope(c.asked.scope, form);
  if (form.get("decision") != "approve" || scope.empty())
    throw Refusal(400, "access_denied", "the person denied access");
  c.server.consents.remember(account->username, c.destination.client.client_id, scope);
  c.approve(response, account->username, scope);
}

using Step = void(const Conversation& c, Response& response, const Params& form);

/// A form of one of our pages, which brings the authorization request along.
void go_on(AuthorizationServer& server, const Request& request, Response& response, Step& step) {
  const Visitor visitor(request, authorize_path);
  const Params form = request_form(request);
  visitor.check(form, authorize_path + ('?' + form.get("request")));
  converse(server, visitor, form.get("request"), response, [&](const Conversation& c) { step(c, response, form); });
}

}  // namespace

void authorize(AuthorizationServer& server, const Request& request, Response& response) {
  const Visitor visitor(request, authorize_path);
  converse(server, visitor, request.query, response, [&](const Conversation& c) { begin(c, response); });
}

void login(AuthorizationServer& server, const Request& request, Response& response) {
  go_on(server, request, response, sign_in);
}

void consent(AuthorizationServer& server, const Request& request, Response& response) {
  go_on(server, request, response, conclude);
}

}  // namespace oauthctl::devserver

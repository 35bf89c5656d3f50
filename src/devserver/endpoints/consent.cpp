#include <vector>

#include "base/text.h"
#include "devserver/endpoints/conversation.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_form.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

std::string allowed_scope(const std::string& asked, const Params& form) {
  std::vector<std::string> allowed = words(asked);
  std::erase_if(allowed, [&](const std::string& word) { return word != "openid" && !form.contains("allow_" + word); });
  return join(allowed);
}

void decide(const Conversation& c, Response& response, const Params& form) {
  const auto account = c.signed_in();
  if (!account) return c.show_login(response, "", "The sign-in has ended.");
  const std::string scope = allowed_scope(c.asked.scope, form);
  if (form.get("decision") != "approve" || scope.empty()) throw Refusal(400, "access_denied", "the person said no");
  c.server.consents.remember(account->username, c.destination.client.client_id, scope);
  c.approve(response, account->username, scope);
}

}  // namespace

void consent(AuthorizationServer& server, const Request& request, Response& response) {
  const Visitor visitor(request, authorize_path);
  const Params form = request_form(request);
  visitor.check(form);
  converse(server, visitor, form.get("request"), response, [&](const Conversation& c) { decide(c, response, form); });
}

}  // namespace oauthctl::devserver

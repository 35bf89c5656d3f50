#include <vector>

#include "base/text.h"
#include "devserver/endpoints/conversation.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_form.h"
#include "devserver/http/answers.h"

namespace oauthctl::devserver {
namespace {

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

}  // namespace

void login(AuthorizationServer& server, const Request& request, Response& response) {
  const Visitor visitor(request, authorize_path);
  const Params form = request_form(request);
  visitor.check(form);
  converse(server, visitor, form.get("request"), response, [&](const Conversation& c) { sign_in(c, response, form); });
}

}  // namespace oauthctl::devserver

#include "base/text.h"
#include "devserver/endpoints/direct_grants.h"
#include "devserver/endpoints/request_form.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {

IssuedTokens issue_for_password(AuthorizationServer& server, const RegisteredClient& client, const Params& form) {
  const std::string scope = join(words(form.find("scope").value_or("openid")));
  if (!is_supported(scope)) throw Refusal(400, "invalid_scope", "scope has a word that this server does not know");
  const auto account = server.accounts.sign_in(required(form, "username"), Secret(required(form, "password")));
  if (!account) throw Refusal(400, "invalid_grant", "the username or the password is wrong");
  return server.grants.issue_to_person(client.client_id, account->username, scope, server.now());
}

}  // namespace oauthctl::devserver

#include "devserver/endpoints/tokens/direct_grants.h"

#include "base/text.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {

IssuedTokens issue_for_password(AuthorizationServer& server, const RegisteredClient& client, const Params& form) {
  const std::string scope = join(words(form.find("scope").value_or("openid")));
  if (!is_supported(scope)) throw invalid_scope("scope has a word that this server does not know");
  const auto account = server.accounts.sign_in(required(form, "username"), Secret(required(form, "password")));
  if (!account) throw invalid_grant("the username or the password is wrong");
  return server.grants.issue_to_person(client.client_id, account->username, scope, server.now());
}

IssuedTokens issue_to_itself(AuthorizationServer& server, const RegisteredClient& client, const Params& form) {
  std::string scope = join(words(form.get("scope")));
  if (scope.empty()) scope = "api.read";
  if (!is_within(scope, client_scopes)) throw invalid_scope(std::string("a client can have ") + client_scopes);
  return server.grants.issue_to_client(client.client_id, scope);
}

}  // namespace oauthctl::devserver

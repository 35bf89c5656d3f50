#include <nlohmann/json.hpp>

#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/presented_token.h"
#include "devserver/http/answers.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {

/// OpenID Connect Core §5.3, with the claims that §5.4 puts behind each scope.
void userinfo(AuthorizationServer& server, const Request& request, Response& response) {
  const auto presented = presented_token(server, request, response, "openid");
  if (!presented) return;
  const LiveToken& token = presented->token;
  const auto account = server.accounts.find(token.username);
  if (!account) throw Refusal(403, "insufficient_scope", "the account is gone");
  nlohmann::json claims{{"sub", account->sub}};
  if (has_scope(token.scope, "profile")) {
    claims["name"] = account->name;
    claims["preferred_username"] = account->username;
  }
  if (has_scope(token.scope, "email")) {
    claims["email"] = account->email;
    claims["email_verified"] = true;
  }
  const auto client = server.clients.find(token.client_id);
  const std::string alg = client ? client->algorithms.userinfo_signed_response_alg : "";
  if (alg.empty()) return answer_json(response, 200, claims);
  claims["iss"] = server.issuer;
  claims["aud"] = token.client_id;
  answer_jwt(response, server.signing_keys.sign(claims, alg), "application/jwt");
}

}  // namespace oauthctl::devserver

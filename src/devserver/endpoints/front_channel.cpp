#include "devserver/endpoints/front_channel.h"

#include "devserver/id_token.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {

Params authorization_answer(AuthorizationServer& server, const RegisteredClient& client,
                            const ApprovedRequest& approved) {
  Params answer;
  Secret access_token;
  if (!approved.code.empty()) answer.add("code", approved.code.reveal());
  if (has_scope(approved.response_type, "token")) {
    const IssuedTokens tokens =
        server.grants.issue_to_client(client.client_id, approved.scope, approved.sign_in.username);
    access_token = tokens.access_token;
    // dpop_jkt is about the code: here is no request that could show the key.
    server.terms.put(access_token, {{}, approved.terms.resource, approved.terms.authorization_details, {}});
    answer.add("access_token", access_token.reveal());
    answer.add("token_type", "Bearer");
    answer.add("expires_in", std::to_string(tokens.expires_in.count()));
    answer.add("scope", approved.scope);
  }
  if (has_scope(approved.response_type, "id_token"))
    answer.add("id_token", make_id_token(server, client, {approved.sign_in, access_token, approved.code}));
  return answer;
}

}  // namespace oauthctl::devserver

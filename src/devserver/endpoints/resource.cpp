#include <nlohmann/json.hpp>

#include "devserver/answers.h"
#include "devserver/endpoints/bearer.h"
#include "devserver/endpoints/endpoints.h"

namespace oauthctl::devserver {

/// A small API to call with a token. It says back what it was sent, so that a client can be seen to send it.
void resource(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response) {
  const bool writes = request.method == "POST";
  const auto token = bearer_token(server.grants, request, response, writes ? "api.write" : "");
  if (!token) return;
  nlohmann::json answer{{"message", "hello, " + (token->username.empty() ? token->client_id : token->username)},
                        {"client_id", token->client_id},
                        {"scope", token->scope},
                        {"method", request.method}};
  if (!token->username.empty()) answer["username"] = token->username;
  if (writes) answer["received"] = request.body;
  answer_json(response, 200, answer);
}

}  // namespace oauthctl::devserver

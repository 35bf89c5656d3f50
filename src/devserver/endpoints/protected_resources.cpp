#include <algorithm>
#include <nlohmann/json.hpp>

#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/presented_token.h"
#include "devserver/http/answers.h"
#include "devserver/pages/pages.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

/// RFC 8707 §2: a token for another resource is not valid here.
bool is_for_us(const std::vector<std::string>& audience, const std::string& issuer) {
  return audience.empty() || std::any_of(audience.begin(), audience.end(), [&](const std::string& uri) {
           return uri == issuer || uri == issuer + "/resource" || uri == "api";
         });
}

/// Somebody who followed a link. Programs do not ask for HTML.
bool is_from_a_person(const Request& request) {
  return request.method == "GET" && !request.has_header("Authorization") &&
         request.header("Accept").find("text/html") != std::string::npos;
}

void explain(Response& response) {
  answer_error_page(response, Refusal(401, "no_token",
                                      "This example API answers programs that send an access token: give its address "
                                      "to oauthctl request."));
}

}  // namespace

/// OpenID Connect Core §5.3, with the claims of each scope (§5.4).
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

/// A small API to call with a token. It repeats what it received, so that a test sees what the client sent.
void resource(AuthorizationServer& server, const Request& request, Response& response) {
  const bool writes = request.method == "POST";
  const auto presented = presented_token(server, request, response, writes ? "api.write" : "");
  if (!presented) {
    if (is_from_a_person(request)) explain(response);
    return;
  }
  if (!is_for_us(presented->terms.resource, server.issuer))
    return challenge(request, response, Refusal(401, "invalid_token", "the access token is for another resource"));
  const LiveToken& token = presented->token;
  nlohmann::json answer{
      {"message", greeting(token)}, {"client_id", token.client_id}, {"scope", token.scope}, {"method", request.method}};
  if (!token.username.empty()) answer["username"] = token.username;
  if (writes) answer["received"] = request.body;
  answer_json(response, 200, answer);
}

}  // namespace oauthctl::devserver

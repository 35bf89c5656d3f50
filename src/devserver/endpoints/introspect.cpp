#include <nlohmann/json.hpp>

#include "devserver/endpoints/client_authentication.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* signed_type = "token-introspection+jwt";

/// RFC 9449 §6.2, RFC 8705 §3.2, RFC 8707 §2, RFC 9396 §9.2, RFC 8693 §4.1.
void add_terms(nlohmann::json& answer, const Terms& terms) {
  if (!terms.jkt.empty()) answer["cnf"]["jkt"] = terms.jkt;
  if (!terms.x5t.empty()) answer["cnf"]["x5t#S256"] = terms.x5t;
  if (!terms.resource.empty()) answer["aud"] = terms.resource;
  if (!terms.authorization_details.empty())
    answer["authorization_details"] = nlohmann::json::parse(terms.authorization_details);
  if (!terms.act.empty()) answer["act"] = nlohmann::json::parse(terms.act);
}

nlohmann::json describe(AuthorizationServer& server, const LiveToken& token, const Terms& terms) {
  nlohmann::json answer{{"active", true},
                        {"iss", server.issuer},
                        {"client_id", token.client_id},
                        {"scope", token.scope},
                        {"sub", token.client_id}};
  add_terms(answer, terms);
  if (const auto account = server.accounts.find(token.username)) {
    answer["sub"] = account->sub;
    answer["username"] = account->username;
  }
  if (token.expires_at) {
    answer["token_type"] = terms.jkt.empty() ? "Bearer" : "DPoP";
    answer["iat"] = token.issued_at.time_since_epoch().count();
    answer["exp"] = token.expires_at->time_since_epoch().count();
  }
  return answer;
}

/// RFC 9701 §4.
bool wants_signed(const Request& request) {
  return request.header("Accept").find(std::string("application/") + signed_type) != std::string::npos;
}

}  // namespace

/// RFC 7662, signed by RFC 9701 on request. An authenticated client may ask about any token, because a resource server
/// asks about other clients' tokens.
void introspect(AuthorizationServer& server, const Request& request, Response& response) {
  const Params form = request_form(request);
  const RegisteredClient client = authenticate_client(server, request, form);
  // §4: without authentication the endpoint would tell anybody which tokens are valid.
  if (client.is_public()) throw invalid_client("a public client cannot ask about tokens");
  const Secret value(required(form, "token"));
  auto token = server.grants.find_access_token(value);
  if (!token) token = server.grants.find_refresh_token(value);
  const nlohmann::json said =
      token ? describe(server, *token, server.terms.find(value)) : nlohmann::json{{"active", false}};
  if (!wants_signed(request)) return answer_json(response, 200, said);
  const nlohmann::json claims{{"iss", server.issuer},
                              {"aud", client.client_id},
                              {"iat", epoch_seconds(server.now())},
                              {"token_introspection", said}};
  const std::string& alg = client.algorithms.introspection_signed_response_alg;
  answer_jwt(response, server.signing_keys.sign(claims, alg.empty() ? "RS256" : alg, signed_type),
             "application/token-introspection+jwt");
}

/// RFC 7009. An unknown token counts as revoked (§2.2).
void revoke(AuthorizationServer& server, const Request& request, Response& response) {
  const Params form = request_form(request);
  const RegisteredClient client = authenticate_client(server, request, form);
  server.grants.revoke(Secret(required(form, "token")), client.client_id);
  response.status = 200;
}

}  // namespace oauthctl::devserver

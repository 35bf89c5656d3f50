#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "devserver/clients/grant_types.h"
#include "devserver/endpoints/client_authentication.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/refused_parameters.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/tokens/direct_grants.h"
#include "devserver/endpoints/tokens/id_token.h"
#include "devserver/endpoints/tokens/issued_terms.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"
#include "devserver/tls/peer_certificate.h"

namespace oauthctl::devserver {
namespace {

std::string asked_scope(const Params& form) {
  return join(words(form.get("scope")));
}

IssuedTokens issue(AuthorizationServer& server, const std::string& grant_type, const RegisteredClient& client,
                   const Params& form) {
  Grants& grants = server.grants;
  if (grant_type == "authorization_code") {
    return grants.redeem({Secret(required(form, "code")), client.client_id, form.get("redirect_uri"),
                          Secret(form.get("code_verifier"))});
  }
  if (grant_type == "refresh_token") {
    return grants.refresh(Secret(required(form, "refresh_token")), client.client_id, asked_scope(form));
  }
  if (grant_type == device_grant_type) {
    const DeviceApproval approval =
        server.devices.poll(Secret(required(form, "device_code")), client.client_id, Secret(form.get("code_verifier")));
    return grants.issue_to_person(client.client_id, approval.username, approval.scope, approval.auth_time);
  }
  if (grant_type == "password") return issue_for_password(server, client, form);
  if (grant_type == jwt_bearer_grant_type) return issue_for_assertion(server, client, form);
  if (grant_type == token_exchange_grant_type) return exchange_token(server, client, form);
  return issue_to_itself(server, client, form);
}

bool is_known(const std::string& grant_type) {
  return std::find(std::begin(token_grant_types), std::end(token_grant_types), grant_type) !=
         std::end(token_grant_types);
}

/// RFC 7523 §3.1: an assertion names its author, so client authentication is optional.
bool speaks_for_itself(const std::string& grant_type, const Request& request, const Params& form) {
  return grant_type == jwt_bearer_grant_type && !request.has_header("Authorization") && !form.contains("client_id") &&
         !form.contains("client_assertion");
}

/// Must be done before anybody gets the tokens.
void keep_terms(KeptTerms& kept, const IssuedTokens& tokens, IssuedTerms& terms) {
  terms.access_token.act = tokens.act;
  kept.put(tokens.access_token, terms.access_token);
  kept.put(tokens.refresh_token, terms.refresh_token);
}

/// RFC 8693 §2.2.1: N_A for a token that is not an access token.
const char* token_type(const IssuedTokens& tokens, const Terms& terms) {
  if (tokens.issued_token_type.ends_with(":id_token")) return "N_A";
  return terms.jkt.empty() ? "Bearer" : "DPoP";
}

nlohmann::json described(const IssuedTokens& tokens, const Terms& terms) {
  nlohmann::json answer{{"access_token", tokens.access_token.reveal()},
                        {"token_type", token_type(tokens, terms)},
                        {"expires_in", tokens.expires_in.count()},
                        {"scope", tokens.scope}};
  if (!tokens.refresh_token.empty()) answer["refresh_token"] = tokens.refresh_token.reveal();
  if (!tokens.issued_token_type.empty()) answer["issued_token_type"] = tokens.issued_token_type;
  // RFC 9396 §7
  if (!terms.authorization_details.empty())
    answer["authorization_details"] = nlohmann::json::parse(terms.authorization_details);
  return answer;
}

RegisteredClient authorized_client(AuthorizationServer& server, const std::string& grant_type, const Request& request,
                                   const Params& form) {
  RegisteredClient client = authenticate_client(server, request, form);
  if (client.may_use(grant_type)) return client;
  throw unauthorized_client("the client is not registered for " + grant_type);
}

/// RFC 8705 §3; empty: the client's tokens are not bound to a certificate.
std::string certificate_to_bind_to(const std::optional<RegisteredClient>& client, const Request& request) {
  if (!client || !client->certificate_rules.bound_access_tokens) return {};
  if (const auto shown = peer_certificate(request)) return shown->thumbprint();
  throw invalid_request("the client's tokens are bound to its certificate, but it shows none");
}

}  // namespace

/// RFC 6749 §3.2.
void token(AuthorizationServer& server, const Request& request, Response& response) {
  const Params form = request_form(request);
  const std::string grant_type = required(form, "grant_type");
  if (!is_known(grant_type)) throw Refusal(400, "unsupported_grant_type", "this server does not know the grant type");
  server.stats.count_grant(grant_type);
  std::optional<RegisteredClient> client;
  if (!speaks_for_itself(grant_type, request, form)) client = authorized_client(server, grant_type, request, form);
  refuse_parameters(server.options, form);
  const std::string jkt = proven_key(server, request, response);
  IssuedTerms terms = terms_to_issue(
      server.terms, {grant_type, form, jkt, client && client->is_public(), certificate_to_bind_to(client, request)});
  const IssuedTokens tokens =
      client ? issue(server, grant_type, *client, form) : issue_for_assertion(server, std::nullopt, form);
  keep_terms(server.terms, tokens, terms);
  nlohmann::json answer = described(tokens, terms.access_token);
  if (client && has_scope(tokens.scope, "openid") && !tokens.sign_in.username.empty())
    answer["id_token"] = make_id_token(server, *client, {tokens.sign_in, tokens.access_token, Secret()});
  answer_json(response, 200, answer);
}

}  // namespace oauthctl::devserver

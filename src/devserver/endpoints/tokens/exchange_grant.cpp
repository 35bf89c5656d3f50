#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/tokens/direct_grants.h"
#include "devserver/endpoints/tokens/id_token.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* access_token_type = "urn:ietf:params:oauth:token-type:access_token";
constexpr const char* id_token_type = "urn:ietf:params:oauth:token-type:id_token";

/// RFC 8693 §2.2.2: an unusable token is invalid_request.
LiveToken read_token(AuthorizationServer& server, const Params& form, const std::string& role) {
  const Secret value(required(form, role + "_token"));
  if (required(form, role + "_token_type") != access_token_type)
    throw invalid_request(role + "_token_type must be " + access_token_type);
  const auto token = server.grants.find_access_token(value);
  if (!token) throw invalid_request(role + "_token is not a valid access token of this server");
  return *token;
}

/// §4.1: the actor, and in it the previous actor of the subject's token. Empty: the client acts as the subject.
std::string read_act(AuthorizationServer& server, const Params& form) {
  std::string before = server.terms.find(Secret(form.get("subject_token"))).act;
  if (!form.contains("actor_token")) {
    if (form.contains("actor_token_type")) throw invalid_request("actor_token_type needs an actor_token");
    return before;
  }
  const LiveToken actor = read_token(server, form, "actor");
  if (!actor.username.empty())
    throw invalid_request("a person cannot act for others: actor_token must be a client's own");
  nlohmann::json act{{"sub", actor.client_id}};
  if (!before.empty()) act["act"] = nlohmann::json::parse(before);
  return to_text(act);
}

/// §2.1: where the client will use the token.
void check_audience(AuthorizationServer& server, const Params& form) {
  const auto audience = form.find("audience");
  if (!audience || *audience == server.issuer || *audience == "api" || server.clients.find(*audience)) return;
  throw Refusal(400, "invalid_target", "audience must be api, a client of this server or its issuer");
}

std::string granted_scope(const LiveToken& subject, const Params& form) {
  const std::string scope = join(words(form.get("scope")));
  if (!is_within(scope, subject.scope)) throw invalid_scope("scope exceeds the scope of subject_token");
  return scope.empty() ? subject.scope : scope;
}

}  // namespace

IssuedTokens exchange_token(AuthorizationServer& server, const RegisteredClient& client, const Params& form) {
  const LiveToken subject = read_token(server, form, "subject");
  const std::string act = read_act(server, form);
  check_audience(server, form);
  const std::string wanted = form.find("requested_token_type").value_or(access_token_type);
  if (wanted != access_token_type && wanted != id_token_type)
    throw invalid_request("requested_token_type must be an access token's or an ID token's");
  IssuedTokens issued = server.grants.issue_to_client(client.client_id, granted_scope(subject, form), subject.username);
  issued.issued_token_type = wanted;
  issued.act = act;
  if (wanted == access_token_type) return issued;
  if (subject.username.empty())
    throw invalid_request("an ID token is about a person, but subject_token belongs to a client");
  issued.access_token = Secret(make_id_token(server, client, {{subject.username, {}, {}}, {}, {}}));
  return issued;
}

}  // namespace oauthctl::devserver

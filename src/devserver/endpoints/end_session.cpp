#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/url.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/visitor.h"
#include "devserver/http/answers.h"
#include "devserver/pages/pages.h"
#include "devserver/refusal.h"
#include "jose/jws.h"

namespace oauthctl::devserver {
namespace {

/// The claims of an ID token of this server. An expired one is enough (RP-Initiated Logout §2). With one that somebody
/// else made, any page could end a session.
JsonObject hinted(AuthorizationServer& server, const std::string& id_token_hint) {
  const char* who = "id_token_hint";
  try {
    const UnverifiedJws jws = parse_jws(id_token_hint, who);
    verify(jws, JwkSet::parse(to_text(server.signing_keys.published()), who), supported_signing_algorithms());
    return JsonObject::parse(jws.payload, who, ErrorKind::protocol);
  } catch (const Error& error) {
    throw invalid_request(error.message());
  }
}

RegisteredClient required_client(AuthorizationServer& server, const std::string& client_id, const Params& params) {
  const auto client = server.clients.find(client_id);
  if (!client || params.find("client_id").value_or(client_id) != client_id)
    throw invalid_request("the ID token belongs to another client");
  return *client;
}

}  // namespace

/// OpenID Connect RP-Initiated Logout §2.
void end_session(AuthorizationServer& server, const Request& request, Response& response) {
  const bool is_form = request.method == "POST";
  const Params params = is_form ? request_form(request) : present_params(request.query);
  refuse_repetition(params);
  const JsonObject claims = hinted(server, required(params, "id_token_hint"));
  const RegisteredClient client = required_client(server, claims.string("aud"), params);
  const auto back = params.find("post_logout_redirect_uri");
  if (back && !client.may_end_at(*back))
    throw invalid_request("post_logout_redirect_uri is not registered for this client");
  const Visitor visitor(request, "/authorize");
  const auto session = server.sessions.find(visitor.cookie());
  const auto account = session ? server.accounts.find(session->username) : std::nullopt;
  if (account && account->sub == claims.string("sub")) server.sessions.close(visitor.cookie());
  if (!back) return answer_signed_out_page(response);
  const auto state = params.find("state");
  answer_redirect(response, with_query(*back, state ? form_encode(Params{{"state", *state}}) : ""));
}

}  // namespace oauthctl::devserver

#include "devserver/endpoints/conversation.h"

#include <nlohmann/json.hpp>

#include "base/url.h"
#include "devserver/endpoints/metadata_document.h"
#include "devserver/endpoints/refused_parameters.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/tokens/id_token.h"
#include "devserver/endpoints/tokens/issued_terms.h"
#include "devserver/http/answers.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

/// Whether the previous sign-in satisfies this request.
bool satisfies(const Session& session, const AuthorizationRequest& asked, TimePoint now) {
  return !has_scope(asked.prompt, "login") && !has_scope(asked.prompt, "select_account") &&
         (!asked.max_age || now - session.signed_in_at <= *asked.max_age) &&
         (asked.login_hint.empty() || asked.login_hint == session.username);
}

/// JARM §2.1. It expires together with the code.
std::string signed_answer(AuthorizationServer& server, const RegisteredClient& client, const Params& answer) {
  nlohmann::json claims = {
      {"iss", server.issuer}, {"aud", client.client_id}, {"exp", server.now().time_since_epoch().count() + 60}};
  for (const auto& [name, value] : answer) claims[name] = value;
  const std::string& alg = client.algorithms.authorization_signed_response_alg;
  return server.signing_keys.sign(claims, alg.empty() ? "RS256" : alg);
}

/// A request that a person approved.
struct ApprovedRequest {
  std::string response_type;  ///< as in response_types
  std::string scope;
  SignIn sign_in;
  Secret code;  ///< empty: none was asked for
  Terms terms;
};

/// The code, and the tokens that were asked for instead of it or beside it (RFC 6749 §4.2.2, OpenID Connect Core
/// §3.2.2.5, §3.3.2.5). A refresh token is never among them.
Params authorization_answer(AuthorizationServer& server, const RegisteredClient& client,
                            const ApprovedRequest& approved) {
  Params answer;
  Secret access_token;
  if (!approved.code.empty()) answer.add("code", approved.code.reveal());
  if (has_scope(approved.response_type, "token")) {
    const IssuedTokens tokens =
        server.grants.issue_to_client(client.client_id, approved.scope, approved.sign_in.username);
    access_token = tokens.access_token;
    // dpop_jkt binds only the code: no request here could prove the key.
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

}  // namespace

std::optional<Account> Conversation::signed_in() const {
  const auto session = server.sessions.find(visitor.cookie());
  if (!session || !satisfies(*session, asked, server.now())) return std::nullopt;
  return server.accounts.find(session->username);
}

std::string Conversation::query_of(const Params& whole) const {
  if (from == WholeRequest::From::query) return form_encode(whole);
  const std::string& client_id = destination.client.client_id;
  return form_encode(
      Params{{"client_id", client_id},
             {"request_uri", server.pushed_requests.push(client_id, whole, PushedRequests::time_to_decide)}});
}

PendingRequest Conversation::pending() const {
  return {destination.client.client_name, destination.redirect_uri, query_of(params), visitor.form_token()};
}

void Conversation::send_back(Response& response, Params answer) const {
  Params complete = complete_answer(destination, server.issuer, std::move(answer));
  if (destination.as_jwt) complete = {{"response", signed_answer(server, destination.client, complete)}};
  if (destination.form_post) return answer_form_post_page(response, destination.redirect_uri, complete);
  const std::string encoded = form_encode(complete);
  answer_redirect(response, destination.in_fragment ? destination.redirect_uri + '#' + encoded
                                                    : with_query(destination.redirect_uri, encoded));
}

void Conversation::approve(Response& response, const std::string& username, const std::string& scope) const {
  const auto session = server.sessions.find(visitor.cookie());
  const SignIn sign_in{username, asked.nonce, session ? session->signed_in_at : server.now(), asked.acr, asked.claims};
  Secret code;
  if (has_scope(asked.response_type, "code")) {
    code = server.grants.issue_code(
        {destination.client.client_id, sign_in, scope, asked.redirect_uri, asked.code_challenge});
    server.terms.put(code, terms);
  }
  send_back(response,
            authorization_answer(server, destination.client, {asked.response_type, scope, sign_in, code, terms}));
}

void Conversation::show_login(Response& response, const std::string& username, const std::string& problem) const {
  visitor.greet(response);
  answer_login_page(response, pending(), {username, problem, server.has_default_account});
}

void converse(AuthorizationServer& server, const Visitor& visitor, const std::string& query, Response& response,
              const std::function<void(const Conversation&)>& work) {
  const Params given = present_params(query);
  read_metadata_document(server, given.get("client_id"));
  WholeRequest whole = whole_request(server, given);
  Destination destination = read_destination(server.clients, whole.params);
  require_exact_redirect_uri(server.options, destination);
  Conversation conversation{server, visitor, std::move(whole.params), std::move(destination), whole.from, {}};
  try {
    refuse_parameters(server.options, conversation.params);
    check_origin(server, conversation.destination.client, conversation.from);
    conversation.asked = read_authorization_request(conversation.destination.client, conversation.params);
    conversation.terms = asked_terms(conversation.params);
    work(conversation);
  } catch (const Refusal& refusal) {
    conversation.send_back(response, {{"error", refusal.error()}, {"error_description", refusal.description()}});
  }
}

}  // namespace oauthctl::devserver

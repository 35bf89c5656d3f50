#include "oauth/authorization.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "oauth/endpoint.h"
#include "oauth/pkce.h"
#include "oauth/request_parameters.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// `request` and `request_uri` would replace all the others (RFC 9101 §4).
constexpr std::string_view owned_by_authorization[] = {
    "response_type",         "client_id", "redirect_uri", "scope",         "state",   "nonce", "code_challenge",
    "code_challenge_method", "request",   "request_uri",  "response_mode", "dpop_jkt"};

/// This URL is handed to a browser, which would run `javascript:` and open `file:`.
std::string endpoint_of(const ServerMetadata& server) {
  const auto& text = required_endpoint(server, &ServerMetadata::authorization_endpoint, "authorization_endpoint");
  const auto url = Url::parse(text);
  if (!url || !is_safe_endpoint(*url)) {
    throw Error(ErrorKind::usage,
                "\"authorization_endpoint\" must be an https URL (or http on a loopback host), not '" +
                    printable(text, 100) + "'");
  }
  return url->text();
}

void add_code_protection(Params& query, const Secret& code_verifier, const std::string& dpop_jkt) {
  query.add("code_challenge", code_challenge(code_verifier));
  query.add("code_challenge_method", "S256");
  if (!dpop_jkt.empty()) query.add("dpop_jkt", dpop_jkt);
}

/// The parameters that the server's manual asks for. People may name them themselves.
void add_servers_own(Params& query, const Client& client) {
  for (const auto& [name, value] : client.rules.authorization_params) {
    if (!query.contains(name)) query.add(name, value);
  }
}

std::string scope_parameter(const Client& client) {
  return client.rules.scope_member.empty() ? "scope" : client.rules.scope_member;
}

/// A server that reads our scope elsewhere may have another use for `scope`: Slack reads a bot's there.
std::vector<std::string_view> owned_parameters(const Client& client) {
  std::vector<std::string_view> owned(std::begin(owned_by_authorization), std::end(owned_by_authorization));
  if (scope_parameter(client) != "scope") std::erase(owned, "scope");
  return owned;
}

Expectation expectation_for(Params asked, const std::string& scope) {
  asked.set("scope", scope);
  return expectation_of(asked);
}

}  // namespace

AuthorizationRequest begin_authorization(const ServerMetadata& server, const Client& client,
                                         const std::string& redirect_uri, const std::string& scope, const Params& extra,
                                         const Entropy& entropy, const std::string& dpop_jkt,
                                         const ResponseType& response_type) {
  const std::string endpoint = endpoint_of(server);
  if (response_type.has_tokens()) require_sound_request(server, client, scope, response_type);
  const Params more = extra_params(client, extra, owned_parameters(client));
  if (client.client_id.empty()) throw Error(ErrorKind::usage, "\"client_id\" is missing");

  const Secret state = random_text(entropy);
  const Secret code_verifier = response_type.code ? random_text(entropy) : Secret();
  Params query{
      {"response_type", response_type.text()}, {"client_id", client.client_id}, {"redirect_uri", redirect_uri}};
  if (!client.response_mode.empty()) query.add("response_mode", client.response_mode);
  if (!scope.empty()) query.add(scope_parameter(client), spelled_scope(scope, client));
  query.add("state", state.reveal());
  if (asks_for_openid(scope)) query.add("nonce", random_text(entropy).reveal());
  if (response_type.code) add_code_protection(query, code_verifier, dpop_jkt);
  add_target(query, client);
  for (const auto& [name, value] : more) query.add(name, value);
  if (response_type.code) add_servers_own(query, client);
  AuthorizationRequest request = sent_authorization(server, scope, response_type, std::move(query), code_verifier);
  request.endpoint = endpoint;
  request.url = with_query(endpoint, form_encode(request.parameters));
  return request;
}

AuthorizationRequest sent_authorization(const ServerMetadata& server, const std::string& scope,
                                        const ResponseType& response_type, Params parameters, Secret code_verifier) {
  AuthorizationRequest request;
  request.redirect_uri = parameters.get("redirect_uri");
  request.scope = scope;
  request.response_type = response_type;
  request.state = Secret(parameters.get("state"));
  request.code_verifier = std::move(code_verifier);
  request.issuer = server.issuer;
  request.sends_iss = server.authorization_response_iss_parameter_supported.value_or(false);
  request.expected = expectation_for(parameters, scope);
  request.parameters = std::move(parameters);
  return request;
}

namespace {

/// A server may list the words of a type in any order (Multiple Response Types §3).
bool is_named_by(const std::string& supported, const ResponseType& response_type) {
  auto named = words(supported);
  auto asked = words(response_type.text());
  std::sort(named.begin(), named.end());
  std::sort(asked.begin(), asked.end());
  return named == asked;
}

void require_supported(const ServerMetadata& server, const ResponseType& response_type) {
  const auto& supported = server.response_types_supported;
  const bool offered = std::any_of(supported.begin(), supported.end(),
                                   [&](const std::string& one) { return is_named_by(one, response_type); });
  if (offered || supported.empty()) return;
  throw Error(ErrorKind::usage,
              "the server does not offer the response type " + response_type.text() + ", but " +
                  printable(join(supported, ", ")),
              Hint::run("oauthctl login --response-type code"));
}

/// Multiple Response Types §2.1, JARM §2.3.1: a query ends up in logs, histories and Referer fields.
void require_safe_mode(const Client& client, const ResponseType& response_type) {
  if (client.response_mode != "query" && client.response_mode != "query.jwt") return;
  throw Error(ErrorKind::usage,
              "response_mode " + client.response_mode + " would put the tokens of response type " +
                  response_type.text() + " into logs",
              "leave \"response_mode\" out of the client file, or take form_post");
}

}  // namespace

void require_sound_request(const ServerMetadata& server, const Client& client, const std::string& scope,
                           const ResponseType& response_type) {
  require_supported(server, response_type);
  require_safe_mode(client, response_type);
  if (response_type.id_token && !asks_for_openid(scope)) {
    throw Error(ErrorKind::usage, "response type " + response_type.text() + " needs the scope openid",
                "add openid to --scope");
  }
  // RFC 9449 cannot bind tokens that the authorization endpoint issues.
  if (response_type.token && client.dpop_bound_access_tokens) {
    throw Error(ErrorKind::usage,
                "response type " + response_type.text() + " brings an access token that is not bound to a DPoP key",
                "take --response-type code, or dpop_bound_access_tokens out of the client file");
  }
}

}  // namespace oauthctl

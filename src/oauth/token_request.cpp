#include "oauth/token_request.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"
#include "oauth/request_parameters.h"

namespace oauthctl {
namespace {

/// Parameters that the request itself or the client's authentication sets.
constexpr std::string_view owned_by_token_request[] = {"grant_type",         "scope",
                                                       "client_id",          "client_secret",
                                                       "client_assertion",   "client_assertion_type",
                                                       "username",           "password",
                                                       "assertion",          "subject_token",
                                                       "subject_token_type", "actor_token",
                                                       "actor_token_type",   "requested_token_type"};

void add_scope(Params& body, const std::string& scope, const Client& client) {
  if (!scope.empty()) body.add("scope", spelled_scope(scope, client));
}

Params parameters(const CodeGrant& grant, const Client&) {
  return {{"code", grant.code.code().reveal()},
          {"redirect_uri", grant.code.redirect_uri()},
          {"code_verifier", grant.code.code_verifier().reveal()}};
}

Params parameters(const RefreshGrant& grant, const Client& client) {
  Params body{{"refresh_token", grant.refresh_token.reveal()}};
  for (const std::string& name : grant.audience) body.add("audience", name);
  add_scope(body, grant.scope, client);
  return body;
}

Params parameters(const ClientCredentialsGrant& grant, const Client& client) {
  Params body = extra_params(client, grant.params, owned_by_token_request);
  add_scope(body, grant.scope, client);
  return body;
}

Params parameters(const DeviceGrant& grant, const Client& client) {
  // RFC 8628 §3.4 requires the client_id even if the client authenticates in the header.
  Params body{{"device_code", grant.device_code.reveal()}, {"client_id", client.client_id}};
  if (!grant.code_verifier.empty()) body.add("code_verifier", grant.code_verifier.reveal());
  return body;
}

Params parameters(const PasswordGrant& grant, const Client& client) {
  Params body = extra_params(client, grant.params, owned_by_token_request);
  body.add("username", grant.username);
  body.add("password", grant.password.reveal());
  add_scope(body, grant.scope, client);
  return body;
}

Params parameters(const JwtBearerGrant& grant, const Client& client) {
  Params body = extra_params(client, grant.params, owned_by_token_request);
  body.add("assertion", grant.assertion.reveal());
  add_scope(body, grant.scope, client);
  return body;
}

Params parameters(const TokenExchangeGrant& grant, const Client& client) {
  Params body = extra_params(client, grant.params, owned_by_token_request);
  body.add("subject_token", grant.subject.token.reveal());
  body.add("subject_token_type", grant.subject.type);
  if (grant.actor) {
    body.add("actor_token", grant.actor->token.reveal());
    body.add("actor_token_type", grant.actor->type);
  }
  if (!grant.requested_token_type.empty()) body.add("requested_token_type", grant.requested_token_type);
  add_scope(body, grant.scope, client);
  return body;
}

/// RFC 6749 §4.4: only for confidential clients. A server that forgets to check would give tokens to anybody who knows
/// a client_id.
void require_confidential(const Party& party) {
  if (!is_public(party)) return;
  throw Error(ErrorKind::usage,
              "the client credentials grant needs a client that authenticates, and this one is public",
              "add client_secret to the client file, or choose another grant with --flow");
}

/// `{redirect_uri}` and `{scope}` stand for those of the sign-in. Empty if the profile does not know them.
std::string value_of(const std::string& text, const Grant& grant) {
  struct Known {
    std::string redirect_uri, scope;
  } known;
  if (const auto* code = std::get_if<CodeGrant>(&grant)) known = {code->code.redirect_uri(), {}};
  if (const auto* refresh = std::get_if<RefreshGrant>(&grant)) known = {refresh->redirect_uri, refresh->scope};
  if (const auto* device = std::get_if<DeviceGrant>(&grant)) known = {{}, device->scope};
  if (text == "{redirect_uri}") return known.redirect_uri;
  return text == "{scope}" ? known.scope : text;
}

/// Adds the client file's parameters for this grant and for all grants. The request's own parameters stay as they are.
void add_token_params(Params& body, const Client& client, const Grant& grant) {
  for (const char* type : {name_of(type_of(grant)), ""}) {
    const auto found = client.token_params.find(type);
    if (found == client.token_params.end()) continue;
    for (const auto& [name, text] : found->second) {
      const std::string value = value_of(text, grant);
      if (!body.contains(name) && !(value.empty() && !text.empty())) body.add(name, value);
    }
  }
}

/// Some servers renew at another address than the token endpoint.
void send_to_refresh_endpoint(const Party& party, HttpRequest& request) {
  const std::string& endpoint = party.client.rules.refresh_endpoint;
  if (!endpoint.empty()) request.url = endpoint;
}

}  // namespace

GrantType type_of(const Grant& grant) {
  return std::visit([](const auto& g) { return g.type; }, grant);
}

Presented presented_by(const Grant& grant) {
  return type_of(grant) == GrantType::refresh_token ? Presented::refresh_token : Presented::fresh_grant;
}

HttpRequest token_request(const Party& party, const ClientAuth& auth, const Grant& grant) {
  const GrantRules& rules = rules_of(type_of(grant));
  if (rules.type == GrantType::client_credentials) require_confidential(party);
  Params body{{"grant_type", rules.name}};
  for (const auto& [name, value] : std::visit([&](const auto& g) { return parameters(g, party.client); }, grant)) {
    body.add(name, value);
  }
  // RFC 9396 §6: authorization_details could only narrow the approved details.
  rules.was_approved ? add_resource(body, party.client) : add_target(body, party.client);
  add_token_params(body, party.client, grant);
  HttpRequest request = form_post(party, &ServerMetadata::token_endpoint, "token_endpoint", auth, std::move(body));
  if (rules.type == GrantType::refresh_token) send_to_refresh_endpoint(party, request);
  if (rules.is_spent_by_use) request.may_repeat = false;
  // The answer may hold the only refresh token of a stored profile.
  request.interruptible = rules.type != GrantType::refresh_token;
  return request;
}

namespace {

constexpr const char* prefix = "urn:ietf:params:oauth:token-type:";
constexpr std::string_view names[] = {"access_token", "refresh_token", "id_token", "jwt", "saml1", "saml2"};

}  // namespace

std::string token_type_uri(const std::string& name, const std::string& option) {
  if (std::find(std::begin(names), std::end(names), name) != std::end(names)) return prefix + name;
  // RFC 3986 §4.3: a text without a scheme is not a URI.
  if (name.find(':') != std::string::npos && is_visible_ascii(name)) return name;
  throw Error(ErrorKind::usage, option + ": '" + printable(name, 60) + "' is not a token type",
              "name a URI, or access_token, refresh_token, id_token, jwt, saml1 or saml2");
}

void check_issued_token_type(const TokenSet& tokens, const TokenExchangeGrant& grant) {
  const std::string& issued = tokens.issued_token_type;
  if (issued.empty())
    throw Error(ErrorKind::protocol, "the answer of the token endpoint: \"issued_token_type\" is missing");
  if (grant.requested_token_type.empty() || issued == grant.requested_token_type) return;
  throw Error(ErrorKind::protocol, "the server issued a token of the type " + printable(issued, 100) + ", and " +
                                       printable(grant.requested_token_type, 100) + " was asked for");
}

}  // namespace oauthctl

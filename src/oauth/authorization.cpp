#include "oauth/authorization.h"

#include "base/text.h"
#include "base/url.h"
#include "oauth/extra_params.h"
#include "oauth/form_post.h"
#include "oauth/front_channel_request.h"
#include "oauth/pkce.h"
#include "oauth/resource_indicators.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// `request` and `request_uri` would replace all the others (RFC 9101 §4).
constexpr std::string_view owned[] = {"response_type", "client_id",   "redirect_uri",   "scope",
                                      "state",         "nonce",       "code_challenge", "code_challenge_method",
                                      "request",       "request_uri", "response_mode",  "dpop_jkt"};

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

}  // namespace

AuthorizationRequest begin_authorization(const ServerMetadata& server, const Client& client,
                                         const std::string& redirect_uri, const std::string& scope, const Params& extra,
                                         const Entropy& entropy, const std::string& dpop_jkt,
                                         const ResponseType& response_type) {
  const std::string endpoint = endpoint_of(server);
  if (response_type.has_tokens()) require_sound_request(server, client, scope, response_type);
  const Params more = extra_params(client, extra, owned);
  if (client.client_id.empty()) throw Error(ErrorKind::usage, "\"client_id\" is missing");

  AuthorizationRequest request;
  request.redirect_uri = redirect_uri;
  request.scope = scope;
  request.response_type = response_type;
  request.state = random_text(entropy);
  if (response_type.code) request.code_verifier = random_text(entropy);
  if (asks_for_openid(scope)) request.nonce = random_text(entropy);

  Params query{
      {"response_type", response_type.text()}, {"client_id", client.client_id}, {"redirect_uri", redirect_uri}};
  if (!client.response_mode.empty()) query.add("response_mode", client.response_mode);
  if (!scope.empty()) query.add("scope", scope);
  query.add("state", request.state.reveal());
  if (!request.nonce.empty()) query.add("nonce", request.nonce.reveal());
  if (response_type.code) add_code_protection(query, request.code_verifier, dpop_jkt);
  add_target(query, client);
  for (const auto& [name, value] : more) query.add(name, value);
  request.endpoint = endpoint;
  request.url = with_query(endpoint, form_encode(query));
  request.parameters = std::move(query);
  return request;
}

}  // namespace oauthctl

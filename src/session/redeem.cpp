#include "session/redeem.h"

#include "base/utc.h"
#include "oauth/oauth_error.h"
#include "oauth/token_request.h"
#include "oauth/token_response.h"

namespace oauthctl {
namespace {

/// A refused grant is not about the encoding: that server knew us.
bool is_about_encoding(const HttpResponse& response, const OAuthError& error, const Grant& grant) {
  // Presenting a code twice makes a server revoke what the first gave, so only a plain "I do not know you" counts.
  if (!rules_of(type_of(grant)).may_be_presented_again && error.error != "invalid_client")
    return response.status == 401 && error.error.empty();
  return may_be_about_encoding(response, error);
}

/// Without the prefix of a URN.
std::string short_name(const Grant& grant) {
  const std::string type = name_of(type_of(grant));
  return type.substr(type.rfind(':') + 1);
}

/// A code and a refresh token are what everybody has; of another grant the message says which it was.
Error refusal(const OAuthError& answer, const Grant& grant) {
  const Error error = error_of(answer, presented_by(grant));
  const GrantType type = type_of(grant);
  if (type == GrantType::authorization_code || type == GrantType::refresh_token) return error;
  return {error.kind(), "the " + short_name(grant) + " grant: " + error.message(), error.hint(), answer};
}

}  // namespace

bool may_be_about_encoding(const HttpResponse& response, const OAuthError& error) {
  if (error.error == "invalid_client") return true;
  const bool vague = error.error.empty() || error.error == "invalid_request" || error.error == "unauthorized_client";
  return vague && (response.status == 400 || response.status == 401 || response.status == 403);
}

Redeemed redeem(const ServerMetadata& server, const Client& client, const Secret& dpop_key, const Grant& grant,
                const Services& services) {
  Client as = client;
  HttpResponse response;
  const auto ask = [&] {
    response = send_with_proof([&] { return token_request(server, as, client_auth(server, as, services), grant); },
                               {dpop_key, {}, {}}, services);
    return parse_token_response(response, services.clock(), dpop_key.empty() ? bearer_token_type : dpop_token_type);
  };
  TokenReply reply = ask();
  if (const auto* error = std::get_if<OAuthError>(&reply);
      error != nullptr && basic_needs_encoding(as) && is_about_encoding(response, *error, grant)) {
    services.notices.step("the server refused the form-encoded client secret: once more without the encoding");
    as.basic_unencoded = !as.basic_unencoded;
    reply = ask();
  }
  if (const auto* error = std::get_if<OAuthError>(&reply)) throw refusal(*error, grant);
  const TokenSet& tokens = std::get<TokenSet>(reply);
  if (const auto* exchange = std::get_if<TokenExchangeGrant>(&grant)) check_issued_token_type(tokens, *exchange);
  return {tokens, parse_http_date(response.headers.get("date")), as.basic_unencoded};
}

}  // namespace oauthctl

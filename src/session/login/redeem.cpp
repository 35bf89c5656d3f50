#include "session/login/redeem.h"

#include <algorithm>

#include "base/utc.h"
#include "oauth/oauth_error.h"
#include "oauth/token_request.h"
#include "oauth/token_response.h"
#include "session/send.h"

namespace oauthctl {
namespace {

constexpr const char* why_waiting =
    "waiting for the server's answer, which may hold the only refresh token from now on; Ctrl-C again gives it up";

/// Without the prefix of a URN.
std::string short_name(const Grant& grant) {
  const std::string type = name_of(type_of(grant));
  return type.substr(type.rfind(':') + 1);
}

/// Some servers have other words for a code or a refresh token that no longer works.
OAuthError in_usual_words(OAuthError answer, const TokenAnswerQuirks& quirks) {
  const auto is_said = [&](const std::string& word) {
    return answer.error == word || answer.error_description.find(word) != std::string::npos;
  };
  if (std::none_of(quirks.dead_grant.begin(), quirks.dead_grant.end(), is_said)) return answer;
  if (answer.error_description.empty()) answer.error_description = answer.error;
  answer.error = "invalid_grant";
  return answer;
}

/// A code and a refresh token are the usual grants. For another one the message names it.
Error refusal(const OAuthError& answer, const Grant& grant) {
  Error error = error_of(answer, presented_by(grant));
  const GrantType type = type_of(grant);
  if (type == GrantType::authorization_code || type == GrantType::refresh_token) return error;
  return {error.kind(), "the " + short_name(grant) + " grant: " + error.message(), error.hint(), answer};
}

}  // namespace

Redeemed redeem(const Party& party, const Secret& dpop_key, const Grant& grant, const Services& services) {
  std::optional<ClientCertificate> shown;
  const auto make = [&](const Party& as, const ClientAuth& auth) {
    HttpRequest request = token_request(as, auth, grant);
    shown = request.client_certificate;
    request.when_interrupted = [&] { services.notices.warning(why_waiting); };
    return request;
  };
  const auto [response, basic_unencoded] = send_as_client(
      party, {make, error_in_token_response, rules_of(type_of(grant)).may_be_presented_again, dpop_key}, services);
  const char* wanted_type = dpop_key.empty() ? bearer_token_type : dpop_token_type;
  const TokenReply reply = parse_token_response(response, services.clock(), wanted_type, party.client.quirks);
  if (const auto* error = std::get_if<OAuthError>(&reply))
    throw refusal(in_usual_words(*error, party.client.quirks), grant);
  TokenSet tokens = std::get<TokenSet>(reply);
  if (shown) {
    tokens.certificate_file = shown->certificate_file;
    tokens.certificate_key_file = shown->key_file;
  }
  if (const auto* exchange = std::get_if<TokenExchangeGrant>(&grant)) check_issued_token_type(tokens, *exchange);
  return {tokens, parse_http_date(response.headers.get("date")),
          account_in_token_response(response, party.client.rules.account), basic_unencoded};
}

}  // namespace oauthctl

#include "oauth/identity/userinfo.h"

#include <algorithm>

#include "base/base64.h"
#include "oauth/endpoint.h"
#include "oauth/identity/jwt_response.h"

namespace oauthctl {
namespace {

constexpr const char* userinfo_endpoint_name = "the userinfo endpoint";

std::string or_else(std::string first, std::string second) {
  return first.empty() ? std::move(second) : std::move(first);
}

/// The members in which providers without OpenID Connect name the account: a number (GitHub), digits in quotes
/// (Discord), a word (Spotify), or a member of another name (Atlassian, Bitbucket, Slack).
constexpr const char* identifiers[] = {"id", "account_id", "user_id", "uuid"};
/// The members in which some of them nest it: X, Fitbit and Zendesk, DigitalOcean, Cloudflare.
constexpr const char* account_containers[] = {"data", "user", "account", "result"};

std::string id_of(const JsonObject& claims) {
  for (const char* name : identifiers) {
    if (std::string id = claims.identifier(name); !id.empty()) return id;
  }
  return {};
}

/// The object that names the account: the answer itself, or the first nested object that does.
JsonObject named_in(const JsonObject& answer) {
  if (answer.has("sub") || !id_of(answer).empty()) return answer;
  for (const char* name : account_containers) {
    for (const JsonObject& inner : answer.parts(name)) {
      if (!id_of(inner).empty()) return inner;
    }
  }
  return answer;
}

/// Reads the places that the server's rules name, over the usual members.
void take_from_places(const JsonObject& answer, const AccountRules& rules, Account& account) {
  if (rules.from_answer) return;
  if (std::string id = text_at(answer, rules.id); !id.empty()) account.sub = std::move(id);
  const std::string name = text_at(answer, rules.name);
  if (name.empty()) return;
  (name.find('@') == std::string::npos ? account.preferred_username : account.email) = name;
}

Account account_of(const JsonObject& answer, const AccountRules& rules = {}) {
  const JsonObject claims = named_in(answer);
  Account account;
  account.sub = claims.string("sub");
  if (account.sub.empty()) account.sub = id_of(claims);
  take_from_places(answer, rules, account);
  if (account.sub.empty()) claims.fail("sub", "is missing");
  account.name = claims.shown("name");
  account.preferred_username =
      or_else(account.preferred_username,
              or_else(claims.shown("preferred_username"), or_else(claims.shown("login"), claims.shown("username"))));
  if (account.email.empty()) account.email = claims.shown("email");
  return account;
}

/// Slack refuses a token with status 200.
bool says_no(const JsonObject& answer) {
  return !answer.flag("ok").value_or(true);
}

/// RFC 6750 §3.1: the token is valid but lacks a scope. GitHub also answers 403 for too many requests.
void refuse_forbidden(const HttpResponse& response) {
  if (response.headers.contains("retry-after") || response.headers.get("x-ratelimit-remaining") == "0")
    throw Error(ErrorKind::unavailable, std::string(userinfo_endpoint_name) + " answered HTTP 403: too many requests");
  if (response.headers.get("www-authenticate").find("insufficient_scope") != std::string::npos)
    throw Error(ErrorKind::refused, std::string(userinfo_endpoint_name) + " wants a scope that this token lacks");
}

/// Whether the token is valid. Throws if the endpoint says neither yes nor no.
bool is_refused(const HttpResponse& response, const AccountRules& rules = {}) {
  require_judgement(response, userinfo_endpoint_name);
  if (std::count(rules.dead_statuses.begin(), rules.dead_statuses.end(), response.status) > 0 && response.status != 403)
    return true;
  if (response.status == 403) refuse_forbidden(response);
  if (response.status == 401 || response.status == 403) return true;
  if (is_refusal(response))
    throw Error(ErrorKind::protocol, std::string(userinfo_endpoint_name) + " answered HTTP " +
                                         std::to_string(response.status) + said_by(response));
  return false;
}

/// Nothing if it is not a JWT.
std::optional<JsonObject> claims_of(const Secret& id_token) {
  const std::string_view token = id_token.reveal();
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == last) return std::nullopt;
  // Five parts are an encrypted token. The text between its outer dots is not base64url.
  const auto payload = base64url_decode(token.substr(first + 1, last - first - 1));
  if (!payload) return std::nullopt;
  return JsonObject::parse(*payload, "the ID token", ErrorKind::protocol);
}

}  // namespace

HttpRequest userinfo_request(const Party& party, const TokenSet& tokens) {
  HttpRequest request;
  request.url = required_endpoint(party.server, &ServerMetadata::userinfo_endpoint, "userinfo_endpoint");
  request.headers = {{"Authorization", tokens.token_type + ' ' + tokens.access_token.reveal()},
                     {"Accept", "application/json, application/jwt"}};
  const AccountRules& rules = party.client.rules.account;
  if (!rules.method.empty()) request.method = rules.method;
  for (const auto& [name, value] : rules.headers) request.headers.set(name, value);
  request.body = Secret(rules.body);
  show_certificate(tokens, request);
  if (request.client_certificate) request.url = certificate_endpoint(party.server, "userinfo_endpoint", request.url);
  request.may_repeat = true;
  return request;
}

std::optional<Account> parse_userinfo_response(const HttpResponse& response, const AccountRules& rules) {
  if (is_refused(response, rules)) return std::nullopt;
  if (media_type(response) == "application/jwt") {
    throw Error(ErrorKind::protocol,
                answer_of(userinfo_endpoint_name) + " is signed, but the client file does not say so",
                "if the client is registered so, add to the client file: \"userinfo_signed_response_alg\": \"RS256\"");
  }
  const JsonObject answer = json_answer(response, userinfo_endpoint_name);
  if (says_no(answer) || has_any(answer, rules.dead_if)) return std::nullopt;
  return account_of(answer, rules);
}

std::optional<Account> verify_userinfo_response(const HttpResponse& response, const ServerMetadata& server,
                                                const Client& client, const std::optional<JwkSet>& keys) {
  if (is_refused(response)) return std::nullopt;
  if (media_type(response) != "application/jwt")
    throw Error(ErrorKind::protocol, answer_of(userinfo_endpoint_name) + " is not signed, though it should be");
  return account_of(verified_answer(response.body,
                                    {answer_of(userinfo_endpoint_name), client.userinfo_signed_response_alg, ""},
                                    server, client, keys));
}

std::string session_of_id_token(const Secret& id_token) {
  try {
    const auto claims = claims_of(id_token);
    return claims ? claims->string("sid") : "";
  } catch (const Error&) {
    return {};
  }
}

}  // namespace oauthctl

#include "oauth/callback.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "oauth/authorization.h"
#include "oauth/identity/id_token.h"
#include "oauth/oauth_error.h"
#include "oauth/token_request.h"
#include "oauth/token_response.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

bool has_our_state(const AuthorizationRequest& request, const Params& query) {
  return query.count("state") == 1 && Secret(query.get("state")) == request.state;
}

void require_our_state(const AuthorizationRequest& request, const Params& query) {
  if (has_our_state(request, query)) return;
  const std::string hint = "sign in again, and paste the whole address that the browser ends up at";
  if (!query.contains("state")) throw Error(ErrorKind::protocol, "the callback has no state", hint);
  throw Error(ErrorKind::protocol, "the callback belongs to another sign-in: its state is not ours", hint);
}

/// RFC 6749 §3.1: a repeated parameter is ambiguous, so it is refused.
void refuse_repeated_answer(const Params& query) {
  for (const char* name : {"code", "access_token", "id_token", "token_type", "expires_in", "scope", "error",
                           "error_description", "error_uri", "iss"}) {
    if (query.count(name) > 1)
      throw Error(ErrorKind::protocol, std::string("the callback has the parameter \"") + name + "\" twice");
  }
}

/// The sign-in was refused for any other reason. Only a server in trouble is worth another try.
Error refusal(const OAuthError& answer) {
  const Error judged = error_of(answer, Presented::fresh_grant);
  const auto kind = judged.kind() == ErrorKind::unavailable ? ErrorKind::unavailable : ErrorKind::refused;
  return {kind, judged.message(), judged.hint(), answer};
}

/// RFC 9207 §2.4: without this check another server's code could be redeemed here, or ours there. If only a server's
/// endpoints are known, `iss` cannot be compared. Google's client file is of that kind, and Google sends
/// `iss`.
void refuse_other_issuer(const AuthorizationRequest& request, const Params& query) {
  const auto iss = query.find("iss");
  if (!iss || request.issuer.empty() || *iss == request.issuer) return;
  throw Error(ErrorKind::protocol, "the callback comes from another server: iss is '" + printable(*iss, 100) +
                                       "', not '" + printable(request.issuer, 100) + "'");
}

/// An ID token beside the code names the issuer too, signed, and servers then leave the parameter out.
void require_iss(const AuthorizationRequest& request, const Params& query) {
  if (!query.contains("iss") && request.sends_iss && !request.response_type.id_token)
    throw Error(ErrorKind::protocol, "the callback has no iss, which this server always sends");
}

/// The parts of an authorization response that each response type asks for.
struct Granted {
  const char* name;
  const char* meaning;
  bool ResponseType::*asked;
};

constexpr std::array what_is_granted{Granted{"code", "a code", &ResponseType::code},
                                     Granted{"access_token", "an access token", &ResponseType::token},
                                     Granted{"id_token", "an ID token", &ResponseType::id_token}};

void refuse_beside_error(const Granted& granted, const AuthorizationRequest& request, const Params& response) {
  if (request.response_type.*granted.asked && !response.get(granted.name).empty())
    throw Error(ErrorKind::protocol, std::string("the callback has both ") + granted.meaning + " and an error");
}

void require_granted(const Granted& granted, const AuthorizationRequest& request, const Params& response) {
  if (request.response_type.*granted.asked && response.get(granted.name).empty())
    throw Error(ErrorKind::protocol, std::string("the callback has neither ") + granted.meaning + " nor an error");
}

}  // namespace

bool answers(const AuthorizationRequest& request, const Params& response) {
  if (!has_our_state(request, response) || response.count("error") > 1) return false;
  bool is_answer = !response.get("error").empty();
  for (const Granted& granted : what_is_granted) {
    if (!(request.response_type.*granted.asked)) continue;
    if (response.count(granted.name) > 1) return false;
    is_answer = is_answer || !response.get(granted.name).empty();
  }
  return is_answer;
}

void check_authorization_response(const AuthorizationRequest& request, const Params& response) {
  require_our_state(request, response);
  refuse_repeated_answer(response);
  // RFC 9207 §2.4: checked before the error is trusted.
  refuse_other_issuer(request, response);
  const OAuthError answer{response.get("error"), response.get("error_description"), response.get("error_uri")};
  if (!answer.error.empty()) {
    for (const Granted& granted : what_is_granted) refuse_beside_error(granted, request, response);
    throw refusal(answer);
  }
  // Servers leave it out of error answers.
  require_iss(request, response);
  for (const Granted& granted : what_is_granted) require_granted(granted, request, response);
}

AuthorizationCode check_callback(const AuthorizationRequest& request, const Params& query) {
  if (!request.response_type.code) throw Error(ErrorKind::internal, "no code was asked for");
  check_authorization_response(request, query);
  return AuthorizationCode(Secret(query.get("code")), request.code_verifier, request.redirect_uri);
}

namespace {

constexpr const char* callback_name = "the callback";

/// From RFC 6749 §4.2.2 and OpenID Connect Core §3.2.2.5. A refresh token must not be among them.
constexpr const char* members[] = {"token_type", "expires_in", "scope"};

/// The members of a token answer, read from a form.
JsonObject as_token_answer(const AuthorizationRequest& request, const Params& response) {
  auto answer = nlohmann::json::object();
  const auto take = [&](const char* name) {
    const auto value = response.find(name);
    if (!value) return;
    if (!is_utf8(*value)) throw Error(ErrorKind::protocol, std::string(callback_name) + ": is not valid UTF-8");
    answer[name] = *value;
  };
  for (const char* name : members) take(name);
  if (request.response_type.token) take("access_token");
  if (request.response_type.id_token) take("id_token");
  return {std::move(answer), callback_name, ErrorKind::protocol};
}

}  // namespace

TokenSet check_front_channel(const AuthorizationRequest& request, const Params& response, TimePoint now) {
  check_authorization_response(request, response);
  const JsonObject answer = as_token_answer(request, response);
  if (request.response_type.token) return read_token_set(answer, now, bearer_token_type);
  TokenSet tokens;
  tokens.id_token = read_token(answer, "id_token");
  tokens.scope = answer.string("scope");
  tokens.obtained_at = now;
  return tokens;
}

TokenSet as_only_token(TokenSet tokens, const IdTokenClaims& claims) {
  tokens.access_token = tokens.id_token;
  tokens.token_type = "N_A";
  tokens.issued_token_type = id_token_type;
  tokens.expires_at = claims.expires_at;
  return tokens;
}

}  // namespace oauthctl

#include "oauth/front_channel.h"

#include "base/text.h"
#include "oauth/authorization_response.h"
#include "oauth/token_answer.h"
#include "oauth/token_exchange.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the callback";

/// Of RFC 6749 §4.2.2 and OpenID Connect Core §3.2.2.5. A refresh token has no business there.
constexpr const char* members[] = {"token_type", "expires_in", "scope"};

/// The members of a token answer, out of a form.
JsonObject as_token_answer(const AuthorizationRequest& request, const Params& response) {
  auto answer = nlohmann::json::object();
  const auto take = [&](const char* name) {
    const auto value = response.find(name);
    if (!value) return;
    if (!is_utf8(*value)) throw Error(ErrorKind::protocol, std::string(who) + ": is not valid UTF-8");
    answer[name] = *value;
  };
  for (const char* name : members) take(name);
  if (request.response_type.token) take("access_token");
  if (request.response_type.id_token) take("id_token");
  return {std::move(answer), who, ErrorKind::protocol};
}

}  // namespace

TokenSet check_front_channel(const ServerMetadata& server, const AuthorizationRequest& request, const Params& response,
                             TimePoint now) {
  check_authorization_response(server, request, response);
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

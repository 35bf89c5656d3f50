#include "devserver/endpoints/bearer.h"

#include "base/text.h"
#include "devserver/answers.h"
#include "devserver/scopes.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* realm = "Bearer realm=\"oauthctl development server\"";

void challenge(httplib::Response& response, const Refusal& refusal) {
  answer_refusal(response, refusal);
  response.set_header("WWW-Authenticate", std::string(realm) + ", error=\"" + refusal.error() +
                                              "\", error_description=\"" + refusal.description() + '"');
}

}  // namespace

std::optional<LiveToken> bearer_token(Grants& grants, const httplib::Request& request, httplib::Response& response,
                                      std::string_view scope) {
  const std::string header = request.get_header_value("Authorization");
  if (to_lower(header.substr(0, 7)) != "bearer ") {
    // RFC 6750 §3: no error code for somebody who did not know that a token is wanted.
    response.status = 401;
    response.set_header("WWW-Authenticate", realm);
    return std::nullopt;
  }
  auto token = grants.find_access_token(Secret(header.substr(7)));
  if (!token) {
    challenge(response, Refusal(401, "invalid_token", "the access token is unknown, expired or revoked"));
  } else if (!is_within(scope, token->scope)) {
    challenge(response, Refusal(403, "insufficient_scope", "this needs the scope " + std::string(scope)));
    token.reset();
  }
  return token;
}

}  // namespace oauthctl::devserver

#include <nlohmann/json.hpp>

#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/json_body.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {

/// RFC 7517 §5.
void jwks(AuthorizationServer& server, const Request&, Response& response) {
  answer_json(response, 200, server.signing_keys.published());
  allow_caching(response);
}

/// For tests: new keys from now on.
void rotate_keys(AuthorizationServer& server, const Request& request, Response& response) {
  try {
    const bool withdraw = json_body(request).boolean("withdraw").value_or(false);
    server.signing_keys.rotate(withdraw ? SigningKeys::Old::withdrawn : SigningKeys::Old::published);
  } catch (const Error& error) {
    throw Refusal(400, "invalid_request", error.message());
  }
  response.status = 204;
}

}  // namespace oauthctl::devserver

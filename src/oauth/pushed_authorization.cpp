#include "oauth/pushed_authorization.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "oauth/form_post.h"
#include "oauth/oauth_error.h"
#include "oauth/response_body.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the pushed authorization request endpoint";

/// Beyond this an expires_in is no promise, and adding it to the time could overflow.
constexpr std::int64_t longest_life = 86400;

std::string request_uri(const JsonObject& answer) {
  const std::string uri = answer.required_string("request_uri");
  if (!is_visible_ascii(uri)) answer.fail("request_uri", "has characters that no URI has");
  return uri;
}

std::chrono::seconds expires_in(const JsonObject& answer) {
  const auto given = answer.integer("expires_in");
  if (!given) answer.fail("expires_in", "is missing");
  if (*given <= 0) answer.fail("expires_in", "is over before it began");
  return std::chrono::seconds(std::min(*given, longest_life));
}

}  // namespace

bool needs_pushed_authorization(const ServerMetadata& server, const Client& client) {
  return server.require_pushed_authorization_requests.value_or(false) || client.require_pushed_authorization_requests;
}

HttpRequest pushed_authorization_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                                         const Params& parameters) {
  return form_post(server, &ServerMetadata::pushed_authorization_request_endpoint,
                   "pushed_authorization_request_endpoint", client, auth, parameters);
}

PushedAuthorization parse_pushed_authorization_response(const HttpResponse& response) {
  const OAuthError error = oauth_error(response);
  if (!error.error.empty()) throw error_of(error, Presented::fresh_grant);
  require_judgement(response, who);
  if (is_refusal(response)) {
    throw Error(ErrorKind::protocol, std::string(who) + " answered HTTP " + std::to_string(response.status));
  }
  const JsonObject answer = json_answer(response, who);
  return {request_uri(answer), expires_in(answer)};
}

}  // namespace oauthctl

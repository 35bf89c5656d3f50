#include "oauth/jwks_request.h"

#include "oauth/form_post.h"
#include "oauth/response_body.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the server's jwks_uri";

}  // namespace

HttpRequest jwks_request(const ServerMetadata& server, Freshness freshness) {
  HttpRequest request;
  request.url = required_endpoint(server, &ServerMetadata::jwks_uri, "jwks_uri");
  request.headers = {{"Accept", "application/jwk-set+json, application/json"}};
  if (freshness == Freshness::revalidated) request.headers.add("Cache-Control", "no-cache");
  request.may_repeat = true;
  request.keeping = {server.issuer, [](const HttpResponse& response) { parse_jwks_response(response); }};
  return request;
}

JwkSet parse_jwks_response(const HttpResponse& response) {
  require_judgement(response, who);
  if (!is_success(response))
    throw Error(ErrorKind::protocol, std::string(who) + " answered HTTP " + std::to_string(response.status));
  if (!is_json(response)) throw not_json(response, who);
  return JwkSet::parse(response.body, answer_of(who));
}

}  // namespace oauthctl

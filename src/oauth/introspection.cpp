#include "oauth/introspection.h"

#include "oauth/form_post.h"
#include "oauth/jwt_response.h"
#include "oauth/response_body.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the introspection endpoint";
/// RFC 9701 §5: the header's `typ`, and after `application/` the media type.
constexpr const char* signed_type = "token-introspection+jwt";

Introspection read_introspection(const JsonObject& answer) {
  const auto active = answer.boolean("active");
  if (!active) answer.fail("active", "is missing");
  Introspection said;
  said.active = *active;
  said.scope = answer.string("scope");
  said.client_id = answer.string("client_id");
  said.username = answer.string("username");
  said.sub = answer.string("sub");
  said.iss = answer.string("iss");
  if (const auto exp = answer.integer("exp")) said.exp = TimePoint(std::chrono::seconds(*exp));
  return said;
}

}  // namespace

HttpRequest introspection_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                                  const Secret& token) {
  Params body{{"token", token.reveal()}, {"token_type_hint", "access_token"}};
  HttpRequest request = form_post(server, &ServerMetadata::introspection_endpoint, "introspection_endpoint", client,
                                  auth, std::move(body));
  if (!client.introspection_signed_response_alg.empty())
    request.headers.set("Accept", std::string("application/") + signed_type);
  return request;
}

std::optional<Introspection> parse_introspection_response(const HttpResponse& response) {
  require_judgement(response, who);
  if (is_refusal(response)) return std::nullopt;
  const JsonObject answer = json_answer(response, who);
  if (answer.has("error")) return std::nullopt;
  return read_introspection(answer);
}

std::optional<Introspection> verify_introspection_response(const HttpResponse& response, const ServerMetadata& server,
                                                           const Client& client, const std::optional<JwkSet>& keys) {
  require_judgement(response, who);
  if (is_refusal(response)) return std::nullopt;
  if (media_type(response) != std::string("application/") + signed_type)
    throw Error(ErrorKind::protocol, answer_of(who) + " is not signed, though it should be");
  const JsonObject claims = verified_answer(
      response.body, {answer_of(who), client.introspection_signed_response_alg, signed_type}, server, client, keys);
  if (!claims.has("token_introspection")) claims.fail("token_introspection", "is missing");
  return read_introspection(claims.object("token_introspection"));
}

}  // namespace oauthctl

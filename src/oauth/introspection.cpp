#include "oauthctl/introspection.h"

#include "oauth/answer.h"
#include "oauth/form_post.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the introspection endpoint";

}  // namespace

HttpRequest introspection_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                                  const Secret& token) {
  Params body{{"token", token.reveal()}, {"token_type_hint", "access_token"}};
  return form_post(server, &ServerMetadata::introspection_endpoint, "introspection_endpoint", client, auth,
                   std::move(body));
}

std::optional<Introspection> parse_introspection_response(const HttpResponse& response) {
  require_judgement(response, who);
  if (is_refusal(response)) return std::nullopt;
  const JsonObject answer = json_answer(response, who);
  if (answer.has("error")) return std::nullopt;
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

}  // namespace oauthctl

#include "oauth/google.h"

#include "model/server/google.h"
#include "oauth/endpoint.h"

namespace oauthctl {
namespace {

constexpr const char* tokeninfo_name = "Google's tokeninfo";

}  // namespace

bool is_google(const ServerMetadata& server) {
  return is_googles(server.issuer) || is_googles(server.token_endpoint);
}

Params with_google_defaults(Params extra, const Client& client, bool holds_refresh_token) {
  const auto unset = [&](const char* name) { return !extra.contains(name) && !client.params.contains(name); };
  if (unset("access_type")) extra.add("access_type", "offline");
  if (!holds_refresh_token && unset("prompt")) extra.add("prompt", "consent");
  return extra;
}

HttpRequest tokeninfo_request(const Secret& access_token) {
  // Sent in a form, because a URL ends up in logs.
  HttpRequest request = form_post("https://oauth2.googleapis.com/tokeninfo", {{"access_token", access_token.reveal()}});
  request.may_repeat = true;
  return request;
}

std::optional<Introspection> parse_tokeninfo_response(const HttpResponse& response) {
  require_judgement(response, tokeninfo_name);
  Introspection said;
  if (oauth_error(response).error == "invalid_token") return said;
  if (is_refusal(response)) return std::nullopt;
  const JsonObject answer = json_answer(response, tokeninfo_name);
  said.active = true;
  said.scope = answer.string("scope");
  said.client_id = answer.required_string("aud");
  said.username = answer.string("email");
  said.sub = answer.string("sub");
  if (const auto exp = answer.integer("exp")) said.exp = TimePoint(std::chrono::seconds(*exp));
  return said;
}

}  // namespace oauthctl

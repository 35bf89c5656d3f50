#include <algorithm>
#include <atomic>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/text.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/presented_token.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/tokens/id_token.h"
#include "devserver/http/answers.h"
#include "devserver/state/scopes.h"

/// Resources that want another sign-in before they accept a token, so that a client can show what it makes of that. The
/// query says what they want.
namespace oauthctl::devserver {
namespace {

constexpr const char* usual_claims = R"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})";

void greet(const AuthorizationServer& server, const Request& request, const LiveToken& token, Response& response) {
  nlohmann::json answer{{"message", greeting(token)},
                        {"scope", token.scope},
                        {"acr", acr_of(server, token.sign_in)},
                        {"method", request.method}};
  if (request.method == "POST") answer["received"] = request.body;
  answer_json(response, 200, answer);
}

/// RFC 9470 §3.
Refusal insufficient_sign_in(const char* why) {
  return {401, "insufficient_user_authentication", why};
}

std::int64_t seconds_in(const std::string& text) {
  std::int64_t seconds = -1;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failed == std::errc{} && end == text.data() + text.size() && seconds >= 0) return seconds;
  throw invalid_request("max_age must be a number of seconds");
}

bool is_recent(const SignIn& sign_in, const std::string& max_age, TimePoint now) {
  if (max_age.empty()) return true;
  return sign_in.auth_time && now - *sign_in.auth_time <= std::chrono::seconds(seconds_in(max_age));
}

/// Whether everything in `asked` is in `known`. Other members may be there too.
bool covers(const nlohmann::json& known, const nlohmann::json& asked) {
  if (!asked.is_object() || !known.is_object()) return known == asked;
  return std::all_of(asked.items().begin(), asked.items().end(), [&](const auto& member) {
    return known.contains(member.key()) && covers(known.at(member.key()), member.value());
  });
}

}  // namespace

/// RFC 6750 §3.1: wants the scope of `?scope=`.
void demand_scope(AuthorizationServer& server, const Request& request, Response& response) {
  const auto presented = presented_token(server, request, response, "");
  if (!presented) return;
  const auto asked = present_params(request.query).find("scope");
  const std::string scope = asked.value_or("api.write");
  if (is_within(scope, presented->token.scope)) return greet(server, request, presented->token, response);
  challenge(request, response, Refusal(403, "insufficient_scope", "this needs the scope " + printable(scope)),
            {{"scope", scope}});
}

/// RFC 9470: wants a sign-in of one of `?acr_values=`, not older than `?max_age=`.
void demand_sign_in(AuthorizationServer& server, const Request& request, Response& response) {
  const auto presented = presented_token(server, request, response, "");
  if (!presented) return;
  Params asked = present_params(request.query);
  if (asked.empty()) asked.add("acr_values", "2");
  const std::string acr_values = asked.get("acr_values");
  const std::string max_age = asked.get("max_age");
  const SignIn& sign_in = presented->token.sign_in;
  const bool is_strong = acr_values.empty() || has_scope(acr_values, acr_of(server, sign_in));
  if (is_strong && is_recent(sign_in, max_age, server.now())) return greet(server, request, presented->token, response);
  Params more;
  if (!acr_values.empty()) more.add("acr_values", acr_values);
  if (!max_age.empty()) more.add("max_age", max_age);
  challenge(request, response, insufficient_sign_in(is_strong ? "sign in again" : "sign in with a second factor"),
            more);
}

/// Entra's claims challenge: wants a sign-in that asked for the claims of `?claims=`.
void demand_claims(AuthorizationServer& server, const Request& request, Response& response) {
  const auto presented = presented_token(server, request, response, "");
  if (!presented) return;
  const std::string claims = present_params(request.query).find("claims").value_or(usual_claims);
  const auto wanted = nlohmann::json::parse(claims, nullptr, false);
  if (!wanted.is_object()) throw invalid_request("claims must be a JSON object");
  const std::string& asked = presented->token.sign_in.claims;
  if (!asked.empty() && covers(nlohmann::json::parse(asked), wanted))
    return greet(server, request, presented->token, response);
  challenge(request, response, Refusal(401, "insufficient_claims", "sign in with these claims"),
            {{"claims", base64_encode(claims)}});
}

/// A server with a fault: no sign-in is enough, and it wants something else each time. With `?same=1` it always wants
/// the same.
void demand_more(AuthorizationServer& server, const Request& request, Response& response) {
  static std::atomic<int> asked = 0;
  if (!presented_token(server, request, response, "")) return;
  const int round = present_params(request.query).contains("same") ? 0 : ++asked;
  challenge(request, response, insufficient_sign_in("sign in again and again"),
            {{"max_age", std::to_string(3600 + round)}});
}

}  // namespace oauthctl::devserver

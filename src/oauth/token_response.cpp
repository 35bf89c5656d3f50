#include "oauth/token_response.h"

#include "base/text.h"
#include "oauth/oauth_error.h"
#include "oauth/response_body.h"
#include "oauth/token_answer.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr const char* who = "the token endpoint";

/// GitHub sends a form unless asked otherwise, and old servers label theirs text/plain.
bool is_form(const HttpResponse& response) {
  const std::string type = media_type(response);
  const auto name = std::string_view(response.body).substr(0, response.body.find('='));
  const bool begins_like_one = name == "access_token" || name == "error";
  return type == "application/x-www-form-urlencoded" || ((type == "text/plain" || type.empty()) && begins_like_one);
}

JsonObject form_answer(const std::string& body) {
  auto members = json::object();
  for (const auto& [name, value] : form_decode(body)) {
    if (!is_utf8(name) || !is_utf8(value)) throw Error(ErrorKind::protocol, answer_of(who) + ": is not valid UTF-8");
    if (!members.emplace(name, value).second)
      throw Error(ErrorKind::protocol, answer_of(who) + ": has the member \"" + printable(name, 60) + "\" twice");
  }
  return {std::move(members), answer_of(who), ErrorKind::protocol};
}

JsonObject read(const HttpResponse& response) {
  return !is_json(response) && is_form(response) ? form_answer(response.body) : json_answer(response, who);
}

/// Frameworks put their own words there ("Service Unavailable", "Bad Request"); an error code is one word.
bool is_code(const std::string& error) {
  return !error.empty() && is_visible_ascii(error);
}

/// RFC 6749 §5.2: 401 with a challenge for Basic says that the client's authentication failed, also without a body.
bool challenges_client(const HttpResponse& response) {
  return response.status == 401 && to_lower(response.headers.get("www-authenticate")).starts_with("basic");
}

/// What a 4xx, 429 or 5xx says. A body that cannot be read says nothing.
OAuthError refusal(const HttpResponse& response) {
  OAuthError error;
  try {
    error = oauth_error(read(response));
  } catch (const Error&) {
  }
  // A gateway's own word in a 5xx must not be taken for a verdict on the grant.
  if (is_known_error(error.error)) return error;
  require_judgement(response, who);
  if (is_code(error.error)) return error;
  error.error = challenges_client(response) ? "invalid_client" : "";
  if (error.error_description.empty()) error.error_description = "HTTP " + std::to_string(response.status);
  return error;
}

}  // namespace

TokenReply parse_token_response(const HttpResponse& response, TimePoint now, const std::string& token_type) {
  if (response.status >= 400) return refusal(response);
  require_judgement(response, who);
  const JsonObject answer = read(response);
  if (!answer.string("error").empty()) return oauth_error(answer);
  const TokenSet renewal = read_renewal(answer, now);
  try {
    return read_token_set(answer, now, token_type);
  } catch (const Error& why) {
    if (renewal.refresh_token.empty()) throw;
    throw RefusedTokens(why, renewal);
  }
}

}  // namespace oauthctl

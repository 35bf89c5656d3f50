#include "oauth/token_response.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "model/authorization_details.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"
#include "oauth/token_request.h"

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

OAuthError error_in_token_response(const HttpResponse& response) {
  try {
    return response.status >= 400 ? refusal(response) : oauth_error(read(response));
  } catch (const Error&) {
    return {};
  }
}

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

namespace {

/// Beyond this a lifetime is no promise, and adding it to the time could overflow.
constexpr double longest_lifetime = 10.0 * 366 * 86400;

[[noreturn]] void fail_lifetime(const JsonObject& answer, const char* name) {
  answer.fail(name, "must be a number of seconds");
}

/// A number, whole or not, or one in quotes (Azure AD v1, PayPal and forms).
std::optional<double> seconds(const JsonObject& answer, const char* name) {
  if (!answer.has(name)) return std::nullopt;
  json found = answer.value().at(name);
  if (found == "") return std::nullopt;
  if (found.is_string()) found = json::parse(found.get_ref<const std::string&>(), nullptr, false);
  if (!found.is_number()) fail_lifetime(answer, name);
  return found.get<double>();
}

/// Zero and less: expired on arrival.
std::optional<TimePoint> expiry(const JsonObject& answer, const char* name, TimePoint now) {
  const auto lifetime = seconds(answer, name);
  if (!lifetime) return std::nullopt;
  const double sensible = std::clamp(*lifetime, 0.0, longest_lifetime);
  return now + std::chrono::seconds(static_cast<std::int64_t>(sensible));
}

/// Keycloak and others each have a name of their own; Keycloak's zero means that it never expires.
std::optional<TimePoint> refresh_expiry(const JsonObject& answer, TimePoint now) {
  for (const char* name : {"refresh_token_expires_in", "refresh_expires_in"}) {
    const auto at = expiry(answer, name, now);
    if (at && *at > now) return at;
  }
  return std::nullopt;
}

/// RFC 9449 §5: a server that does not know DPoP gives a token that is bound to nothing, and says so.
[[noreturn]] void fail_unbound(const JsonObject& answer) {
  throw Error(ErrorKind::protocol, answer.source() + ": \"token_type\" is Bearer: the token is bound to no DPoP key",
              "take dpop_bound_access_tokens out of the secrets file if a token that anybody can use will do");
}

/// RFC 8693 §2.2.1: what was exchanged for something else than an access token has no such type.
bool is_not_applicable(const JsonObject& answer) {
  const std::string issued = answer.string("issued_token_type");
  return to_lower(answer.string("token_type")) == "n_a" && !issued.empty() && issued != access_token_type;
}

/// RFC 6749 §7.1: a token of a type that is not understood must not be used. Some servers say `bearer`, some nothing.
void check_token_type(const JsonObject& answer, const std::string& expected) {
  const std::string given = answer.string("token_type");
  const std::string type = given.empty() ? bearer_token_type : given;
  if (to_lower(type) == to_lower(expected)) return;
  if (expected == dpop_token_type && to_lower(type) == "bearer") fail_unbound(answer);
  answer.fail("token_type", "must be " + expected + ", not '" + printable(type, 60) + "'");
}

/// RFC 9396 §7
std::string authorization_details(const JsonObject& answer) {
  constexpr const char* name = "authorization_details";
  if (!answer.has(name)) return {};
  return authorization_details_text(answer.value().at(name), answer.source() + ": \"" + name + '"',
                                    ErrorKind::protocol);
}

}  // namespace

/// RFC 6750 §2.1 has no more than visible ASCII: a line break would end a header, an escape would reach a terminal.
Secret read_token(const JsonObject& answer, const char* name) {
  std::string text = answer.string(name);
  // An empty member is not an absent one.
  if (text.empty() && answer.has(name)) answer.fail(name, "is empty");
  if (!is_visible_ascii(text)) answer.fail(name, "has a character that no token may have");
  return Secret(std::move(text));
}

namespace {

/// RFC 6749 §A.17: it goes into a form, never into a header, so it may have blanks. Some servers write an empty one.
Secret read_refresh_token(const JsonObject& answer) {
  std::string text = answer.string("refresh_token");
  std::string without_blanks = text;
  std::erase(without_blanks, ' ');
  if (!is_visible_ascii(without_blanks)) answer.fail("refresh_token", "has a character that no token may have");
  return Secret(std::move(text));
}

}  // namespace

TokenSet read_renewal(const JsonObject& answer, TimePoint now) {
  TokenSet renewal;
  renewal.refresh_token = read_refresh_token(answer);
  renewal.refresh_token_expires_at = refresh_expiry(answer, now);
  return renewal;
}

TokenSet read_token_set(const JsonObject& answer, TimePoint now, const std::string& token_type) {
  TokenSet tokens = read_renewal(answer, now);
  answer.required_string("access_token");
  tokens.access_token = read_token(answer, "access_token");
  const bool is_access_token = !is_not_applicable(answer);
  if (is_access_token) check_token_type(answer, token_type);
  tokens.token_type = is_access_token ? token_type : "N_A";
  tokens.issued_token_type = answer.string("issued_token_type");
  tokens.expires_at = expiry(answer, "expires_in", now);
  tokens.id_token = read_token(answer, "id_token");
  tokens.scope = answer.string("scope");
  tokens.authorization_details = authorization_details(answer);
  tokens.obtained_at = now;
  return tokens;
}

}  // namespace oauthctl

#include "oauth/token_response.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "base/text.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr const char* token_endpoint_name = "the token endpoint";

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
    if (!is_utf8(name) || !is_utf8(value))
      throw Error(ErrorKind::protocol, answer_of(token_endpoint_name) + ": is not valid UTF-8");
    if (!members.emplace(name, value).second)
      throw Error(ErrorKind::protocol,
                  answer_of(token_endpoint_name) + ": has the member \"" + printable(name, 60) + "\" twice");
  }
  return {std::move(members), answer_of(token_endpoint_name), ErrorKind::protocol};
}

JsonObject read(const HttpResponse& response) {
  return !is_json(response) && is_form(response) ? form_answer(response.body)
                                                 : json_answer(response, token_endpoint_name);
}

/// Frameworks write their own words here ("Service Unavailable", "Bad Request"); an error code is one word.
bool is_code(const std::string& error) {
  return !error.empty() && is_visible_ascii(error);
}

bool has_token(const JsonObject& answer) {
  return answer.has("access_token");
}

/// Slack has a user's tokens below `authed_user`, and no others beside them.
JsonObject tokens_in(const JsonObject& answer, const TokenAnswerQuirks& quirks) {
  if (has_token(answer) || quirks.token_member.empty()) return answer;
  const JsonObject inner = answer.part(quirks.token_member.c_str());
  return has_token(inner) ? inner : answer;
}

/// Says where the token is instead, or quotes the server's error.
void require_token(const JsonObject& tokens, const JsonObject& answer) {
  if (has_token(tokens)) return;
  const std::string missing = answer.source() + ": \"access_token\" is missing";
  for (const std::string& name : answer.names()) {
    if (!has_token(answer.part(name.c_str()))) continue;
    const std::string shown = printable(name, 60);
    throw Error(ErrorKind::protocol, missing + "; there is one in \"" + shown + '"',
                "if that is the token you want, add to the client file: \"token_member\": \"" + shown + '"');
  }
  const OAuthError said = oauth_error(answer);
  throw Error(ErrorKind::protocol,
              said.error_description.empty() ? missing : missing + "; it says: " + printable(said.error_description));
}

/// RFC 6749 §5.2: 401 with a challenge for Basic means that the client's authentication failed, even without a body.
bool challenges_client(const HttpResponse& response) {
  return response.status == 401 && to_lower(response.headers.get("www-authenticate")).starts_with("basic");
}

/// The error of a 4xx, 429 or 5xx. A body that cannot be read says nothing.
OAuthError refusal(const HttpResponse& response) {
  OAuthError error;
  try {
    error = !is_json(response) && is_form(response) ? oauth_error(read(response)) : oauth_error(response);
  } catch (const Error&) {
  }
  // "Too many requests" is not a verdict on the grant, whatever error code comes with it. A device's poll has such
  // codes.
  const bool is_verdict =
      is_known_error(error.error) && kind_of(error, Presented::fresh_grant) != ErrorKind::unavailable;
  if (is_verdict) require_not_throttled(response, token_endpoint_name);
  // A gateway's own word in a 5xx must not be mistaken for a verdict on the grant.
  if (is_known_error(error.error)) return error;
  require_judgement(response, token_endpoint_name);
  if (is_code(error.error)) return error;
  error.error = challenges_client(response) ? "invalid_client" : response.status == 428 ? "authorization_pending" : "";
  const std::string status = "HTTP " + std::to_string(response.status);
  error.error_description = error.error_description.empty() ? status : status + ": " + error.error_description;
  return error;
}

/// The error in an answer that should have tokens. An `error` counts even beside a token. Other words count only
/// without one.
OAuthError error_beside_tokens(const JsonObject& answer, const TokenAnswerQuirks& quirks) {
  const bool says_error = !answer.shown("error").empty() || !answer.part("error").names().empty();
  if (says_error && answer.number("error").value_or(1) != 0) return oauth_error(answer);
  if (has_token(tokens_in(answer, quirks))) return {};
  const OAuthError said = oauth_error(answer);
  return is_known_error(said.error) || answer.number("errcode").value_or(0) != 0 ? said : OAuthError{};
}

bool is_said(const OAuthError& error) {
  return !error.error.empty() || !error.error_description.empty();
}

[[noreturn]] void refuse(const Error& why, const TokenSet& renewal) {
  if (renewal.refresh_token.empty()) throw Error(why);
  throw RefusedTokens(why, renewal);
}

/// The refresh token of an answer that cannot be read; empty if there is not exactly one, or an error beside it.
TokenSet salvaged(HttpResponse response, TimePoint now, const TokenAnswerQuirks& quirks) {
  response.body = salvaged_json(std::move(response.body));
  try {
    const JsonObject answer = read(response);
    if (is_said(error_beside_tokens(answer, quirks))) return {};
    return read_renewal(tokens_in(answer, quirks), now, quirks);
  } catch (const Error&) {
    return {};
  }
}

JsonObject read_or_salvage(const HttpResponse& response, TimePoint now, const TokenAnswerQuirks& quirks) {
  try {
    return read(response);
  } catch (const Error& why) {
    refuse(why, salvaged(response, now, quirks));
  }
}

}  // namespace

OAuthError error_in_token_response(const HttpResponse& response) {
  try {
    return response.status >= 400 ? refusal(response) : error_beside_tokens(read(response), {});
  } catch (const Error&) {
    return {};
  }
}

TokenReply parse_token_response(const HttpResponse& response, TimePoint now, const std::string& token_type,
                                const TokenAnswerQuirks& quirks) {
  if (response.status >= 400) return refusal(response);
  require_judgement(response, token_endpoint_name);
  const JsonObject answer = read_or_salvage(response, now, quirks);
  OAuthError said = error_beside_tokens(answer, quirks);
  if (is_said(said)) return said;
  const JsonObject tokens = tokens_in(answer, quirks);
  const TokenSet renewal = read_renewal(tokens, now, quirks);
  try {
    require_token(tokens, answer);
    return read_token_set(tokens, now, token_type, quirks);
  } catch (const Error& why) {
    refuse(why, renewal);
  }
}

Account account_in_token_response(const HttpResponse& response, const AccountRules& rules) {
  Account account;
  if (!rules.from_answer) return account;
  const JsonObject answer = read(response);
  account.sub = text_at(answer, rules.id);
  account.preferred_username = text_at(answer, rules.name);
  return account;
}

}  // namespace oauthctl

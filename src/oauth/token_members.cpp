#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "model/authorization_details.h"
#include "oauth/token_request.h"
#include "oauth/token_response.h"

namespace oauthctl {
namespace {

/// A longer lifetime is not credible, and adding it to the time could overflow.
constexpr double longest_lifetime = 10.0 * 366 * 86400;

TimePoint end_of(double lifetime, TimePoint now) {
  return now + std::chrono::seconds(static_cast<std::int64_t>(std::clamp(lifetime, 0.0, longest_lifetime)));
}

/// A number, whole or not, or one in quotes (Azure AD v1, PayPal and forms). Zero and less: expired on arrival.
std::optional<TimePoint> expiry(const JsonObject& answer, TimePoint now) {
  constexpr const char* name = "expires_in";
  if (!answer.has(name) || (answer.is_string(name) && answer.string(name).empty())) return std::nullopt;
  const auto lifetime = answer.number(name);
  if (!lifetime) answer.fail(name, "must be a number of seconds");
  return end_of(*lifetime, now);
}

/// Keycloak and others each use their own name. Keycloak's zero means that it never expires. It is only shown, so a
/// value that cannot be read counts as absent.
std::optional<TimePoint> refresh_expiry(const JsonObject& answer, TimePoint now, const TokenAnswerQuirks& quirks) {
  const std::string place = text_at(answer, quirks.refresh_expires_in);
  if (!place.empty() && std::all_of(place.begin(), place.end(), is_digit))
    return end_of(std::strtod(place.c_str(), nullptr), now);
  for (const char* name : {"refresh_token_expires_in", "refresh_expires_in"}) {
    const double lifetime = answer.number(name).value_or(0);
    if (lifetime >= 1) return end_of(lifetime, now);
  }
  return std::nullopt;
}

/// RFC 9449 §5: a server that does not know DPoP gives an unbound token, and says so.
[[noreturn]] void fail_unbound(const JsonObject& answer) {
  throw Error(ErrorKind::protocol, answer.source() + ": \"token_type\" is Bearer: the token is not bound to a DPoP key",
              "take dpop_bound_access_tokens out of the client file if a token that anybody can use will do");
}

/// RFC 8693 §2.2.1: a token exchange that issues something other than an access token has no such type.
bool is_not_applicable(const JsonObject& answer) {
  const std::string issued = answer.shown("issued_token_type");
  return to_lower(answer.string("token_type")) == "n_a" && !issued.empty() && issued != access_token_type;
}

/// Apigee's word for a bearer token unless somebody configures another.
constexpr const char* always_bearer[] = {"bearer", "bearertoken", "bearer token"};
/// Types that are clearly something else: no hint suggests to treat them as bearer tokens.
constexpr const char* never_bearer[] = {"mac", "dpop", "pop", "n_a"};

bool is_bearer(const std::string& type, const TokenAnswerQuirks& quirks) {
  const auto is_type = [&](const std::string& other) { return to_lower(other) == to_lower(type); };
  return std::any_of(std::begin(always_bearer), std::end(always_bearer), is_type) ||
         std::any_of(quirks.bearer_token_types.begin(), quirks.bearer_token_types.end(), is_type);
}

std::string hint_for_type(const std::string& type) {
  const auto is_type = [&](const char* other) { return to_lower(type) == other; };
  if (std::any_of(std::begin(never_bearer), std::end(never_bearer), is_type) || !is_visible_ascii(type)) return {};
  return "if this server calls bearer tokens so, add to the client file: \"bearer_token_types\": [\"" +
         printable(type, 60) + "\"]";
}

/// RFC 6749 §7.1: a token of a type that is not understood must not be used. Some servers say `bearer`, some nothing.
void check_token_type(const JsonObject& answer, const std::string& expected, const TokenAnswerQuirks& quirks) {
  const std::string given = answer.string("token_type");
  const std::string type = given.empty() ? bearer_token_type : given;
  if (to_lower(type) == to_lower(expected)) return;
  const bool wants_bearer = expected == bearer_token_type;
  if (is_bearer(type, quirks) && wants_bearer) return;
  if (is_bearer(type, quirks) && expected == dpop_token_type) fail_unbound(answer);
  throw Error(ErrorKind::protocol,
              answer.source() + ": \"token_type\" must be " + expected + ", not '" + printable(type, 60) + "'",
              wants_bearer ? hint_for_type(type) : "");
}

/// One string (RFC 6749 §3.3), kept as it is written; an array (Twitch); or `scopes` (Bitbucket).
std::string granted_scope(const JsonObject& answer, const TokenAnswerQuirks& quirks) {
  if (std::string scope = text_at(answer, quirks.scope); !scope.empty()) return scope;
  for (const char* name : {"scope", "scopes"}) {
    if (!answer.has(name)) continue;
    return answer.is_string(name) ? std::string(trimmed(answer.string(name))) : join(answer.list(name));
  }
  return {};
}

/// RFC 9396 §7
std::string authorization_details(const JsonObject& answer) {
  constexpr const char* name = "authorization_details";
  if (!answer.has(name)) return {};
  // They are kept as they are.
  if (has_repeated_member(answer.value().at(name))) answer.fail(name, "has a member twice");
  return authorization_details_text(answer.value().at(name), answer.source() + ": \"" + name + '"',
                                    ErrorKind::protocol);
}

}  // namespace

/// RFC 6750 §2.1 allows only visible ASCII: a line break would end a header, an escape would reach a terminal.
Secret read_token(const JsonObject& answer, const char* name) {
  std::string text = answer.string(name);
  // An empty member does not count as absent.
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

TokenSet read_renewal(const JsonObject& answer, TimePoint now, const TokenAnswerQuirks& quirks) {
  TokenSet renewal;
  renewal.refresh_token = read_refresh_token(answer);
  renewal.refresh_token_expires_at = refresh_expiry(answer, now, quirks);
  return renewal;
}

TokenSet read_token_set(const JsonObject& answer, TimePoint now, const std::string& token_type,
                        const TokenAnswerQuirks& quirks) {
  TokenSet tokens = read_renewal(answer, now, quirks);
  answer.required_string("access_token");
  tokens.access_token = read_token(answer, "access_token");
  const bool is_access_token = !is_not_applicable(answer);
  if (is_access_token) check_token_type(answer, token_type, quirks);
  tokens.token_type = is_access_token ? token_type : "N_A";
  tokens.issued_token_type = answer.shown("issued_token_type");
  const bool has_no_end = quirks.zero_means_no_end && answer.number("expires_in").value_or(1) == 0;
  if (!quirks.ignore_expires_in && !has_no_end) tokens.expires_at = expiry(answer, now);
  tokens.id_token = read_token(answer, "id_token");
  tokens.scope = granted_scope(answer, quirks);
  tokens.authorization_details = authorization_details(answer);
  tokens.obtained_at = now;
  return tokens;
}

}  // namespace oauthctl

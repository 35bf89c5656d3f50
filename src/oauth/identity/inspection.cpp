#include "oauth/identity/inspection.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/duration.h"
#include "base/text.h"
#include "base/utc.h"
#include "jose/jws.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr const char* inspected_token_name = "the token";

/// RFC 7516 §3.1: five parts, of which the first is a header that anybody can read.
std::optional<JsonObject> encrypted_header(const std::string& token) {
  if (std::count(token.begin(), token.end(), '.') != 4) return std::nullopt;
  const auto header = base64url_decode(token.substr(0, token.find('.')));
  if (!header) return std::nullopt;
  return JsonObject::parse(*header, inspected_token_name, ErrorKind::protocol);
}

InspectedToken encrypted(const JsonObject& header) {
  InspectedToken token;
  token.format = InspectedToken::Format::encrypted;
  token.header = header.text();
  token.alg = header.string("alg");
  token.kid = header.string("kid");
  return token;
}

InspectedToken decoded(const UnverifiedJws& jws, TimePoint now) {
  const JsonObject claims = JsonObject::parse(jws.payload, inspected_token_name, ErrorKind::protocol);
  InspectedToken token;
  token.format = InspectedToken::Format::signed_token;
  token.header = jws.header.text();
  token.payload = claims.text();
  token.alg = jws.alg;
  token.kid = jws.kid;
  if (claims.is_string("iss")) token.iss = claims.string("iss");
  for (const auto& [name, value] : claims.value().items())
    token.claims.push_back({name, to_text(value), claim_in_words(name, value, now)});
  return token;
}

}  // namespace

InspectedToken inspect_token(const Secret& token, TimePoint now) {
  try {
    if (const auto header = encrypted_header(token.reveal())) return encrypted(*header);
    return decoded(parse_jws(token.reveal(), inspected_token_name), now);
  } catch (const Error&) {
    return {};
  }
}

std::string verify_inspected(const Secret& token, const JwkSet& keys) {
  try {
    const UnverifiedJws jws = parse_jws(token.reveal(), inspected_token_name);
    verify(jws, keys, {jws.alg});
    return {};
  } catch (const Error& error) {
    return error.message();
  }
}

namespace {

struct ClaimMeaning {
  std::string_view claim;
  const char* words;
};

constexpr ClaimMeaning claim_meanings[] = {
    // RFC 7519 §4.1
    {"iss", "who issued it"},
    {"sub", "whom it is about"},
    {"aud", "whom it is for"},
    {"jti", "its own identifier"},
    // OpenID Connect Core §2, §3.1.3.6, §5.1; Front-Channel Logout §3
    {"nonce", "ties it to one sign-in"},
    {"acr", "how strongly the person signed in"},
    {"amr", "by which means the person signed in"},
    {"azp", "the client that it was issued to"},
    {"at_hash", "ties it to its access token"},
    {"c_hash", "ties it to its code"},
    {"s_hash", "ties it to its state"},
    {"sid", "the session at the server"},
    {"name", "the person's name"},
    {"given_name", "the person's name"},
    {"family_name", "the person's name"},
    {"preferred_username", "what the person wants to be called"},
    {"email", "the person's address"},
    {"email_verified", "whether the server has tried the address"},
    // RFC 8693 §4, RFC 9068 §2.2, RFC 7800 §3, RFC 9396 §9
    {"scope", "what it allows"},
    {"client_id", "the client that it was issued to"},
    {"act", "who acts for the person"},
    {"may_act", "who may act for the person"},
    {"roles", "what the person is allowed"},
    {"groups", "what the person belongs to"},
    {"entitlements", "what the person is allowed"},
    {"authorization_details", "what it allows, in detail"},
};

constexpr ClaimMeaning times[] = {
    {"exp", "expires"},
    {"nbf", "not good before"},
    {"iat", "issued"},
    {"auth_time", "the person signed in"},
    {"updated_at", "the account was changed"},
};

const ClaimMeaning* find(const auto& table, std::string_view claim) {
  const auto* found =
      std::find_if(std::begin(table), std::end(table), [&](const ClaimMeaning& m) { return m.claim == claim; });
  return found == std::end(table) ? nullptr : found;
}

/// RFC 7519 §2: a number of seconds, possibly with a fraction.
std::string moment(double seconds, TimePoint now) {
  constexpr double end_of_time = 253'402'300'799.0;  // the year 9999
  const TimePoint time(
      std::chrono::seconds(static_cast<std::int64_t>(std::clamp(std::floor(seconds), 0.0, end_of_time))));
  const std::string distance = time > now ? "in " + describe(time - now) : describe(now - time) + " ago";
  return format_utc(time) + ", " + distance;
}

/// RFC 7800 §3.1, RFC 9449 §6.1, RFC 8705 §3.1.
std::string confirmation(const nlohmann::json& cnf) {
  if (!cnf.is_object()) return {};
  if (cnf.contains("jkt")) return "works only with the key of this thumbprint (DPoP)";
  if (cnf.contains("x5t#S256")) return "works only with the certificate of this thumbprint (mutual TLS)";
  return "works only with the key that it names";
}

}  // namespace

std::string claim_in_words(std::string_view name, const nlohmann::json& value, TimePoint now) {
  if (name == "cnf") return confirmation(value);
  if (const ClaimMeaning* time = find(times, name))
    return value.is_number() ? std::string(time->words) + ' ' + moment(value.get<double>(), now) : "no time";
  const ClaimMeaning* known = find(claim_meanings, name);
  return known == nullptr ? "" : known->words;
}

}  // namespace oauthctl

#include "oauth/identity/jwt_response.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "oauth/identity/id_token_claims.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// RFC 7515 §4.1.9: `application/` may be left out, and case does not matter.
bool is_typ(const JsonObject& header, const std::string& wanted) {
  std::string typ = to_lower(header.string("typ"));
  if (typ.starts_with("application/")) typ.erase(0, std::string_view("application/").size());
  return typ == wanted;
}

}  // namespace

std::vector<std::string> audiences(const JsonObject& claims) {
  if (!claims.has("aud")) claims.fail("aud", "is missing");
  return claims.is_string("aud") ? std::vector{claims.string("aud")} : claims.strings("aud");
}

JsonObject verified_answer(const std::string& jwt, const SignedAnswer& expected, const ServerMetadata& server,
                           const Client& client, const std::optional<JwkSet>& keys) {
  const UnverifiedJws jws = parse_jws(jwt, expected.who);
  // RFC 8725 §3.11: a JWT made for another purpose must not be accepted here.
  if (!expected.typ.empty() && !is_typ(jws.header, expected.typ))
    jws.header.fail("typ", "is " + in_quotes(jws.header.string("typ")) + ", expected " + in_quotes(expected.typ));
  check_server_signature(jws, client, keys, expected.alg);
  JsonObject claims = JsonObject::parse(jws.payload, expected.who, ErrorKind::protocol);
  check_issuer(claims, server);
  const auto aud = audiences(claims);
  if (!contains(aud, client.client_id))
    claims.fail("aud", "is " + in_quotes(join(aud)) + ", expected " + in_quotes(client.client_id));
  return claims;
}

void check_server_signature(const UnverifiedJws& jws, const Client& client, const std::optional<JwkSet>& keys,
                            const std::string& alg) {
  require_allowed(jws, {alg});
  if (!is_mac(alg)) {
    if (keys) verify(jws, *keys, {alg});
    return;
  }
  if (client.client_secret.empty())
    throw Error(ErrorKind::usage,
                jws.source + " is signed with " + alg + " and needs a client_secret to be checked with");
  verify(jws, client.client_secret, {alg});
}

namespace {

constexpr double end_of_time = 253'402'300'799.0;  // the year 9999: sums with it do not overflow

}  // namespace

std::optional<TimePoint> time_claim(const JsonObject& claims, const char* name) {
  if (!claims.has(name)) return std::nullopt;
  const nlohmann::json& value = claims.value().at(name);
  if (!value.is_number()) claims.fail(name, "must be a number of seconds");
  const double seconds = std::clamp(std::floor(value.get<double>()), 0.0, end_of_time);
  return TimePoint(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

TimePoint required_time(const JsonObject& claims, const char* name) {
  const auto time = time_claim(claims, name);
  if (!time) claims.fail(name, "is missing");
  return *time;
}

}  // namespace oauthctl

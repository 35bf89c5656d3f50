#include "devserver/clients/client_jwt.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace oauthctl::devserver {
namespace {

/// A longer one is meant to be used again, or to be stolen.
constexpr std::chrono::seconds longest_life = std::chrono::hours{1};

/// The messages of jose/ are about a server's keys, so they would mislead here.
bool is_signed_by(const RegisteredClient& client, const UnverifiedJws& jws) {
  try {
    if (is_mac(jws.alg))
      verify(jws, client.client_secret, {jws.alg});
    else
      verify(jws, JwkSet::parse(client.rules.jwks, "the client's jwks"), {jws.alg});
    return true;
  } catch (const Error&) {
    return false;
  }
}

void check_signature(const RegisteredClient& client, const UnverifiedJws& jws, const AllowedAlgorithms& allowed) {
  require_allowed(jws, allowed);
  // Anybody can sign with an empty secret.
  const bool has_key = is_mac(jws.alg) ? !client.client_secret.empty() : !client.rules.jwks.empty();
  if (!has_key || !is_signed_by(client, jws))
    throw Error(ErrorKind::protocol, jws.source + " has a signature that is not the client's");
}

bool is_for(const JsonObject& claims, const std::vector<std::string>& audiences) {
  const auto& aud = claims.value().contains("aud") ? claims.value().at("aud") : nlohmann::json();
  const bool is_list = aud.is_array();
  return std::any_of(audiences.begin(), audiences.end(), [&](const std::string& one) {
    return is_list ? std::find(aud.begin(), aud.end(), one) != aud.end() : aud == one;
  });
}

/// To the second: client and server are on one machine, which has one clock.
void check_times(const JsonObject& claims, TimePoint now) {
  const std::int64_t second = now.time_since_epoch().count();
  const auto exp = claims.integer("exp");
  if (!exp) claims.fail("exp", "is missing");
  if (*exp <= second) claims.fail("exp", "is in the past");
  if (*exp > second + longest_life.count()) claims.fail("exp", "is more than an hour away");
  for (const char* start : {"nbf", "iat"}) {
    if (claims.integer(start).value_or(second) > second) claims.fail(start, "is in the future");
  }
}

}  // namespace

JsonObject read_client_jwt(const RegisteredClient& client, const UnverifiedJws& jws, const JwtExpectation& expected) {
  check_signature(client, jws, expected.algorithms);
  JsonObject claims = JsonObject::parse(jws.payload, jws.source, ErrorKind::protocol);
  if (claims.string("iss") != client.client_id) claims.fail("iss", "is not the client");
  if (!is_for(claims, expected.audiences)) claims.fail("aud", "is not this server, " + expected.audiences.front());
  check_times(claims, expected.now);
  return claims;
}

}  // namespace oauthctl::devserver

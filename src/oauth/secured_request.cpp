#include "oauth/secured_request.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "jose/jws.h"
#include "oauth/client/client_keys.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"
#include "oauth/pkce.h"
#include "oauth/request_parameters.h"

namespace oauthctl {
namespace {

using nlohmann::json;

/// A person may copy the URL, which takes a while.
constexpr std::chrono::minutes request_object_lifetime{5};

/// RFC 9101 §10.8: it must not be mistaken for another kind of JWT, such as a client assertion.
constexpr const char* type = "oauth-authz-req+jwt";

/// §4: numbers are JSON numbers, and a parameter that is defined as JSON stays JSON.
json claim_of(const std::string& name, const std::string& value) {
  if (name == "max_age") {
    std::int64_t seconds = 0;
    const char* end = value.data() + value.size();
    const auto [stop, failed] = std::from_chars(value.data(), end, seconds);
    return failed == std::errc{} && stop == end ? json(seconds) : json(value);
  }
  if (name != "claims" && name != "authorization_details") return value;
  json parsed = json::parse(value, nullptr, false);
  return parsed.is_discarded() ? json(value) : parsed;
}

/// A repeated parameter, such as `resource`, becomes an array.
void add_claim(json& claims, const std::string& name, json value) {
  if (!claims.contains(name)) {
    claims[name] = std::move(value);
    return;
  }
  json& all = claims[name];
  if (!all.is_array()) all = json::array({all});
  all.push_back(std::move(value));
}

json claims_of(const Party& party, const Params& parameters, TimePoint now, const Entropy& entropy) {
  json claims = json::object();
  for (const auto& [name, value] : parameters) add_claim(claims, name, claim_of(name, value));
  claims["iss"] = party.client.client_id;
  claims["aud"] = party.server.issuer.empty() ? party.server.authorization_endpoint : party.server.issuer;
  claims["jti"] = random_text(entropy).reveal();
  for (const char* from : {"iat", "nbf"}) claims[from] = now.time_since_epoch().count();
  claims["exp"] = (now + request_object_lifetime).time_since_epoch().count();
  return claims;
}

std::string signed_claims(const Party& party, const json& claims) {
  const Client& client = party.client;
  const std::string& alg = client.request_object_signing_alg;
  const SignatureAlgorithm* algorithm = find_algorithm(alg);
  if (algorithm != nullptr && algorithm->scheme == SignatureScheme::hmac)
    return sign_jws({{"typ", type}}, to_text(claims), alg, client.client_secret);
  return signer_of(client, alg, party.server.request_object_signing_alg_values_supported).sign(claims, type);
}

}  // namespace

bool needs_request_object(const Party& party) {
  return party.server.require_signed_request_object.value_or(false) || party.client.require_signed_request_object ||
         !party.client.request_object_signing_alg.empty();
}

Params signed_request(const Party& party, const Params& parameters, TimePoint now, const Entropy& entropy) {
  const std::string object = signed_claims(party, claims_of(party, parameters, now, entropy));
  Params outside{{"client_id", party.client.client_id}};
  if (asks_for_openid(parameters.get("scope"))) {
    outside.add("response_type", parameters.get("response_type"));
    outside.add("scope", parameters.get("scope"));
  }
  outside.add("request", object);
  return outside;
}

namespace {

constexpr const char* pushed_request_endpoint_name = "the pushed authorization request endpoint";

/// A larger expires_in is not credible, and adding it to the time could overflow.
constexpr std::int64_t longest_request_life = 86400;

std::string request_uri(const JsonObject& answer) {
  std::string uri = answer.required_string("request_uri");
  if (!is_visible_ascii(uri)) answer.fail("request_uri", "has characters that no URI has");
  return uri;
}

std::chrono::seconds expires_in(const JsonObject& answer) {
  const auto given = answer.integer("expires_in");
  if (!given) answer.fail("expires_in", "is missing");
  if (*given <= 0) answer.fail("expires_in", "must be positive");
  return std::chrono::seconds(std::min(*given, longest_request_life));
}

}  // namespace

bool needs_pushed_authorization(const Party& party) {
  return party.server.require_pushed_authorization_requests.value_or(false) ||
         party.client.require_pushed_authorization_requests;
}

HttpRequest pushed_authorization_request(const Party& party, const ClientAuth& auth, const Params& parameters) {
  return form_post(party, &ServerMetadata::pushed_authorization_request_endpoint,
                   "pushed_authorization_request_endpoint", auth, parameters);
}

PushedAuthorization parse_pushed_authorization_response(const HttpResponse& response) {
  require_not_throttled(response, pushed_request_endpoint_name);
  const OAuthError error = is_success(response) ? OAuthError{} : oauth_error(response);
  if (!error.error.empty()) throw error_of(error, Presented::fresh_grant);
  require_judgement(response, pushed_request_endpoint_name);
  if (is_refusal(response)) {
    throw Error(ErrorKind::protocol, std::string(pushed_request_endpoint_name) + " answered HTTP " +
                                         std::to_string(response.status) + said_by(response));
  }
  const JsonObject answer = json_answer(response, pushed_request_endpoint_name);
  return {request_uri(answer), expires_in(answer)};
}

}  // namespace oauthctl

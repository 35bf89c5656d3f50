#include "devserver/clients/request_object.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "devserver/clients/client_jwt.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

/// RFC 9101 §10.8: a JWT of another kind, such as a client assertion, must not pass as a request.
constexpr const char* type = "oauth-authz-req+jwt";

/// Claims about the JWT itself are not parameters (§4).
constexpr std::string_view about_itself[] = {"iss", "aud", "exp", "iat", "nbf", "jti", "sub"};

/// An array is a repeated parameter. Objects, such as `claims`, stay JSON.
void add(Params& params, const std::string& name, const nlohmann::json& value) {
  if (value.is_array() && name != "authorization_details") {
    for (const auto& one : value) add(params, name, one);
    return;
  }
  const std::string text = value.is_string() ? value.get<std::string>() : to_text(value);
  if (!text.empty() && !value.is_null()) params.add(name, text);
}

Params parameters(const JsonObject& claims) {
  Params params;
  for (const auto& [name, value] : claims.value().items()) {
    const bool is_parameter =
        std::find(std::begin(about_itself), std::end(about_itself), name) == std::end(about_itself);
    if (is_parameter) add(params, name, value);
  }
  return params;
}

Params read(const RegisteredClient& client, const UnverifiedJws& jws, const JwtExpectation& expected) {
  if (jws.header.string("typ") != type) jws.header.fail("typ", std::string("is not ") + type);
  const JsonObject claims = read_client_jwt(client, jws, expected);
  if (claims.string("client_id") != client.client_id) claims.fail("client_id", "is not the client");
  for (const char* name : {"request", "request_uri"}) {
    if (claims.has(name)) claims.fail(name, "cannot be in a request object");
  }
  return parameters(claims);
}

}  // namespace

AllowedAlgorithms request_object_algorithms(const RegisteredClient& client) {
  if (const std::string& alg = client.rules.request_object_signing_alg; !alg.empty()) return {alg};
  AllowedAlgorithms allowed;
  if (!client.rules.jwks.empty()) allowed = signing_algorithms(Credential::keys);
  if (client.credential() != Credential::secret) return allowed;
  for (const std::string& alg : signing_algorithms(Credential::secret)) allowed.push_back(alg);
  return allowed;
}

Params read_request_object(const RegisteredClient& client, const std::string& object, const std::string& issuer,
                           TimePoint now) {
  try {
    return read(client, parse_jws(object, "the request object"), {request_object_algorithms(client), {issuer}, now});
  } catch (const Error& error) {
    throw Refusal(400, "invalid_request_object", error.message());
  }
}

}  // namespace oauthctl::devserver

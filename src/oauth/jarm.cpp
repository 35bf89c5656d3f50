#include "oauth/jarm.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "jose/jws.h"
#include "oauth/encrypted_response.h"
#include "oauth/identity/id_token_claims.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr const char* response_name = "the authorization response";

UnverifiedJws parsed(const Params& received) {
  if (received.count("response") != 1)
    throw Error(ErrorKind::protocol, std::string(response_name) + " is not signed, though a signed one was asked for");
  return parse_jws(received.get("response"), response_name);
}

/// The members correspond to the parameters. Some are numbers, such as expires_in.
Params members_of(const JsonObject& claims) {
  Params params;
  for (const auto& [name, value] : claims.value().items()) {
    if (value.is_string()) params.add(name, value.get<std::string>());
    if (value.is_number()) params.add(name, to_text(value));
  }
  return params;
}

void check_signature(const UnverifiedJws& jws, const Client& client, const std::optional<JwkSet>& keys) {
  const AllowedAlgorithms allowed{signed_response_algorithm(client)};
  if (is_mac(allowed.front())) return verify(jws, client.client_secret, allowed);
  if (!keys) throw Error(ErrorKind::internal, "the server's keys were not asked for");
  verify(jws, *keys, allowed);
}

}  // namespace

bool wants_signed_response(const Client& client) {
  return client.response_mode == "jwt" || client.response_mode.ends_with(".jwt");
}

std::string signed_response_algorithm(const Client& client) {
  return client.authorization_signed_response_alg.empty() ? "RS256" : client.authorization_signed_response_alg;
}

void require_checkable_response(const ServerMetadata& server, const Client& client) {
  const std::string alg = signed_response_algorithm(client);
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorKind::usage, "a signed authorization response cannot be checked: " + why);
  };
  if (find_algorithm(alg) == nullptr) refuse('"' + printable(alg, 40) + "\" is not a signature algorithm");
  if (server.issuer.empty()) refuse("the server's \"issuer\" is not known");
  if (is_mac(alg) && client.client_secret.empty()) refuse(alg + " needs a client_secret");
  if (!is_mac(alg) && server.jwks_uri.empty()) refuse("the server publishes no keys (\"jwks_uri\")");
  const std::string& encryption = client.authorization_encrypted_response.alg;
  if (!encryption.empty()) require_decryption_key(client, encryption);
}

Params decrypted_response(const Params& received, const Client& client) {
  Params inside = received;
  if (received.count("response") == 1)
    inside.set("response", decrypted(Secret(received.get("response")), authorization_encryption, client).reveal());
  return inside;
}

bool claims_to_answer(const AuthorizationRequest& request, const Params& received) {
  if (Secret(received.get("state")) == request.state) return true;
  try {
    const JsonObject claims =
        JsonObject::parse(parsed(received).payload, response_name, ErrorKind::protocol, Repeated::unread);
    return Secret(claims.string("state")) == request.state;
  } catch (const Error&) {
    return false;
  }
}

bool is_signed_by(const JwkSet& keys, const Params& received) {
  return is_signed_by(keys, parsed(received));
}

Params verify_signed_response(const Params& received, const ServerMetadata& server, const Client& client,
                              const std::optional<JwkSet>& keys, TimePoint now) {
  const UnverifiedJws jws = parsed(received);
  check_signature(jws, client, keys);
  const JsonObject claims = JsonObject::parse(jws.payload, response_name, ErrorKind::protocol, Repeated::unread);
  check_issuer(claims, server);
  check_audience(claims, client);
  check_expiry(claims, now);
  return members_of(claims);
}

}  // namespace oauthctl

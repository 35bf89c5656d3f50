#include "oauth/identity/id_token.h"

#include "base/text.h"
#include "jose/jws.h"
#include "oauth/identity/id_token_claims.h"
#include "oauth/identity/jwt_response.h"

namespace oauthctl {
namespace {

constexpr const char* id_token_name = "the ID token";

/// The one algorithm that this client's tokens have (Core §3.1.3.7 items 7 and 8). The hint trusts the token's
/// algorithm only if nobody but the server, or the server and this client, can sign with it. LINE signs with the
/// client's secret, whatever its metadata says.
const SignatureAlgorithm& require_algorithm(const UnverifiedJws& jws, const Client& client,
                                            const std::string& expected) {
  const SignatureAlgorithm* found = find_algorithm(jws.alg);
  const bool could_be = found != nullptr && (found->scheme != SignatureScheme::hmac || !client.client_secret.empty());
  if (could_be && jws.alg != expected) {
    throw Error(
        ErrorKind::protocol,
        std::string(id_token_name) + " is signed with " + jws.alg + ", expected " + printable(expected, 40),
        "if the client is registered so, add to the client file: \"id_token_signed_response_alg\": \"" + jws.alg + '"');
  }
  return require_allowed(jws, {expected});
}

/// The token's own algorithm if it is allowed, else one for which the token will be refused.
std::string agreed_algorithm(const UnverifiedJws& jws, const std::vector<std::string>& agreed) {
  return contains(agreed, jws.alg) ? jws.alg : agreed.front();
}

/// Only TLS protects a token without a signature, and TLS ends at the browser (Core §3.2.2.11).
void require_checkable_signature(const SignatureAlgorithm& algorithm, const std::optional<JwkSet>& keys) {
  if (keys || algorithm.scheme == SignatureScheme::hmac) return;
  throw Error(
      ErrorKind::protocol,
      std::string(id_token_name) + " came through the browser, and the server publishes no keys to check it with",
      "add \"jwks_uri\" or the issuer to the client file, or take --response-type code");
}

JsonObject claims_in(const UnverifiedJws& jws) {
  return JsonObject::parse(jws.payload, id_token_name, ErrorKind::protocol);
}

}  // namespace

std::vector<std::string> id_token_algorithms(const ServerMetadata& server, const Client& client) {
  if (!client.id_token_signed_response_alg.empty()) return {client.id_token_signed_response_alg};
  std::vector<std::string> listed = server.id_token_signing_alg_values_supported;
  std::erase_if(listed, [](const std::string& name) {
    const SignatureAlgorithm* known = find_algorithm(name);
    return known == nullptr || known->scheme == SignatureScheme::hmac;
  });
  const bool has_default = listed.empty() || contains(listed, "RS256");
  return has_default ? std::vector<std::string>{"RS256"} : listed;
}

bool needs_published_keys(const ServerMetadata& server, const Client& client) {
  // A server whose key set must not be used does not count as one without keys.
  const bool has_keys = !server.jwks_uri.empty() || server.unusable.contains("jwks_uri");
  return has_keys && !is_mac(id_token_algorithms(server, client).front());
}

bool is_signed_by(const JwkSet& keys, const Secret& jwt) {
  try {
    return is_signed_by(keys, parse_jws(jwt.reveal(), "the token"));
  } catch (const Error&) {
    return false;
  }
}

IdTokenClaims verify_id_token(const Secret& id_token, const ServerMetadata& server, const Client& client,
                              const std::optional<JwkSet>& keys, const IdTokenContext& context, TimePoint now) {
  const UnverifiedJws jws = parse_jws(id_token.reveal(), id_token_name);
  const std::string agreed = agreed_algorithm(jws, id_token_algorithms(server, client));
  const SignatureAlgorithm& algorithm = require_algorithm(jws, client, agreed);
  if (context.from_browser) require_checkable_signature(algorithm, keys);
  check_server_signature(jws, client, keys, agreed);
  const JsonObject claims = claims_in(jws);
  check_claims(claims, algorithm, server, client, context, now);
  return read_claims(claims);
}

IdTokenClaims read_id_token(const Secret& id_token) {
  return read_claims(claims_in(parse_jws(id_token.reveal(), id_token_name)));
}

void require_same_login(const IdTokenClaims& first, const IdTokenClaims& renewed) {
  const auto require_same = [](const char* claim, const std::string& before, const std::string& now) {
    if (before == now) return;
    throw Error(ErrorKind::protocol, "the renewed ID token: \"" + std::string(claim) + "\" is \"" +
                                         printable(now, 100) + "\", but at sign-in it was \"" + printable(before, 100) +
                                         '"');
  };
  require_same("iss", first.iss, renewed.iss);
  require_same("sub", first.account.sub, renewed.account.sub);
  for (const std::string& audience : first.aud) {
    if (!contains(renewed.aud, audience)) require_same("aud", join(first.aud), join(renewed.aud));
  }
  if (!renewed.nonce.empty() && renewed.nonce != first.nonce)
    throw Error(ErrorKind::protocol, "the renewed ID token: \"nonce\" is not the one of the sign-in");
}

}  // namespace oauthctl

#include "oauth/client/assertion.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "jose/jws.h"
#include "jose/keys/pem.h"
#include "oauth/client/client_keys.h"
#include "oauth/endpoint.h"
#include "oauth/pkce.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// A request is sent at once, and the server need not remember the jti for longer.
constexpr std::chrono::seconds assertion_lifetime{60};

nlohmann::json claims(const Party& party, TimePoint now, const Entropy& entropy) {
  return {{"iss", party.client.client_id},           {"sub", party.client.client_id},
          {"aud", assertion_audience(party.server)}, {"jti", random_text(entropy).reveal()},
          {"iat", now.time_since_epoch().count()},   {"exp", (now + assertion_lifetime).time_since_epoch().count()}};
}

void present(const std::string& assertion, const Client& client, Params& body, HttpRequest& request) {
  body.set("client_id", client.client_id);
  body.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  body.set("client_assertion", assertion);
  // The server takes each jti once (§3 item 7).
  request.may_repeat = false;
}

std::string secret_algorithm(const Client& client) {
  const std::string& named = client.token_endpoint_auth_signing_alg;
  if (named.empty()) return "HS256";
  const SignatureAlgorithm* algorithm = find_algorithm(named);
  if (algorithm != nullptr && algorithm->scheme == SignatureScheme::hmac) return named;
  throw Error(ErrorKind::usage,
              "token_endpoint_auth_signing_alg '" + printable(named, 40) + "' does not sign with a client_secret",
              "use HS256, HS384 or HS512 with client_secret_jwt");
}

}  // namespace

const std::string& assertion_audience(const ServerMetadata& server) {
  if (!server.issuer.empty()) return server.issuer;
  return required_endpoint(server, &ServerMetadata::token_endpoint, "token_endpoint");
}

ClientAuth private_key_jwt(TimePoint now, const Entropy& entropy) {
  return [now, entropy](const Party& party, Params& body, HttpRequest& request) {
    const Signer signer = signer_of(party.client, party.client.token_endpoint_auth_signing_alg,
                                    party.server.token_endpoint_auth_signing_alg_values_supported);
    present(signer.sign(claims(party, now, entropy), ""), party.client, body, request);
  };
}

ClientAuth client_secret_jwt(TimePoint now, const Entropy& entropy) {
  return [now, entropy](const Party& party, Params& body, HttpRequest& request) {
    const std::string payload = to_text(claims(party, now, entropy));
    present(sign_jws(nlohmann::json::object(), payload, secret_algorithm(party.client), party.client.client_secret),
            party.client, body, request);
  };
}

namespace {

/// The longest lifetime that Google accepts, to allow for a difference between its clock and ours.
constexpr std::chrono::hours service_account_lifetime{1};
/// It is presented immediately.
constexpr std::chrono::minutes client_lifetime{1};

}  // namespace

Secret service_account_assertion(const Party& party, const std::string& subject, const std::string& scope,
                                 TimePoint now) {
  const ServiceAccount& account = party.service_account.value();
  nlohmann::json claims{{"iss", account.client_email},
                        {"aud", required_endpoint(party.server, &ServerMetadata::token_endpoint, "token_endpoint")},
                        {"iat", now.time_since_epoch().count()},
                        {"exp", (now + service_account_lifetime).time_since_epoch().count()}};
  if (!scope.empty()) claims["scope"] = scope;
  if (!subject.empty()) claims["sub"] = subject;
  nlohmann::json header{{"typ", "JWT"}};
  if (!account.private_key_id.empty()) header["kid"] = account.private_key_id;
  const PrivateKey key = read_private_pem(account.private_key, "the service account's \"private_key\"");
  return Secret(sign_jws(std::move(header), to_text(claims), "RS256", key));
}

Secret client_grant_assertion(const Party& party, const std::string& subject, TimePoint now, const Entropy& entropy) {
  const Client& client = party.client;
  const nlohmann::json claims{{"iss", client.client_id},
                              {"sub", subject.empty() ? client.client_id : subject},
                              {"aud", assertion_audience(party.server)},
                              {"jti", random_text(entropy).reveal()},
                              {"iat", now.time_since_epoch().count()},
                              {"exp", (now + client_lifetime).time_since_epoch().count()}};
  return Secret(signer_of(client, client.token_endpoint_auth_signing_alg, {}).sign(claims, "JWT"));
}

}  // namespace oauthctl

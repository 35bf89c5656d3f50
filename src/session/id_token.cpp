#include "session/id_token.h"

#include "base/text.h"
#include "jose/algorithm.h"
#include "oauth/identity/id_token.h"

namespace oauthctl {
namespace {

/// For `-v`: the checks that this token passed.
std::string checks_of(const ServerMetadata& server, const Client& client, const IdTokenContext& context) {
  const std::vector<std::string> algorithms = id_token_algorithms(server, client);
  std::string checks = "iss, aud, exp, iat";
  if (needs_published_keys(server, client) || algorithms.front().starts_with("HS"))
    checks.insert(0, join(algorithms, " or ") + " signature, ");
  if (context.asked && !context.asked->nonce.empty()) checks += ", nonce";
  if (context.asked && context.asked->max_age) checks += ", auth_time";
  if (context.asked && !context.asked->acr_values.empty()) checks += ", acr";
  return checks;
}

}  // namespace

IdTokenClaims check_id_token(const Secret& id_token, const ServerMetadata& server, const Client& client,
                             const IdTokenContext& context, const Services& services) {
  const auto verified = [&](const std::optional<JwkSet>& keys) {
    return verify_id_token(id_token, server, client, keys, context, services.clock());
  };
  const AtStake at_stake = context.is_renewal ? AtStake::renewed_token : AtStake::nothing;
  IdTokenClaims claims = needs_published_keys(server, client)
                             ? by_server_keys(id_token, server, services, verified, at_stake)
                             : verified(std::nullopt);
  services.notices.step("checked the ID token: " + checks_of(server, client, context));
  return claims;
}

JwkSet fetch_keys(const ServerMetadata& server, Freshness freshness, const Services& services, AtStake at_stake) {
  services.notices.step("asking the server for its keys");
  HttpRequest request = jwks_request(server, freshness);
  if (at_stake == AtStake::renewed_token) {
    request.interruptible = false;
    request.when_interrupted = [&] {
      services.notices.warning("waiting for the server's keys, to check the renewed token; Ctrl-C again gives it up");
    };
  }
  return parse_jwks_response(services.transport.send(request));
}

std::optional<JwkSet> keys_for_answer(const HttpResponse& answer, const std::string& alg, const ServerMetadata& server,
                                      const Services& services) {
  if (answer.status != 200 || is_mac(alg)) return std::nullopt;
  JwkSet keys = fetch_keys(server, Freshness::any, services);
  return is_signed_by(keys, Secret(answer.body)) ? keys : fetch_keys(server, Freshness::revalidated, services);
}

}  // namespace oauthctl

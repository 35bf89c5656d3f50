#include "session/server_keys.h"

#include "jose/algorithm.h"
#include "oauth/id_token.h"

namespace oauthctl {

JwkSet fetch_keys(const ServerMetadata& server, Freshness freshness, const Services& services) {
  services.notices.step("asking the server for its keys");
  HttpRequest request = jwks_request(server, freshness);
  // Behind a spent grant, a signal would throw away what it bought.
  request.interruptible = false;
  return parse_jwks_response(services.transport.send(request));
}

std::optional<JwkSet> keys_for_answer(const HttpResponse& answer, const std::string& alg, const ServerMetadata& server,
                                      const Services& services) {
  if (answer.status != 200 || is_mac(alg)) return std::nullopt;
  JwkSet keys = fetch_keys(server, Freshness::any, services);
  return is_signed_by(keys, Secret(answer.body)) ? keys : fetch_keys(server, Freshness::revalidated, services);
}

}  // namespace oauthctl

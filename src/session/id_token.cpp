#include "session/id_token.h"

#include <charconv>
#include <cstdint>

#include "base/text.h"
#include "base/url.h"
#include "jose/algorithm.h"
#include "oauth/identity/id_token.h"
#include "oauth/request_parameters.h"

namespace oauthctl {
namespace {

std::optional<std::chrono::seconds> seconds_in(const std::optional<std::string>& max_age) {
  if (!max_age) return std::nullopt;
  std::uint32_t seconds = 0;
  const char* end = max_age->data() + max_age->size();
  const auto [stop, failed] = std::from_chars(max_age->data(), end, seconds);
  if (failed != std::errc{} || stop != end)
    throw Error(ErrorKind::usage, "max_age must be a number of seconds, not \"" + printable(*max_age, 40) + '"');
  return std::chrono::seconds(seconds);
}

/// For `-v`: the checks that this token went through.
std::string checks_of(const ServerMetadata& server, const Client& client, const IdTokenContext& context) {
  const std::string algorithm = id_token_algorithm(client);
  std::string checks = "iss, aud, exp, iat";
  if (needs_published_keys(server, client) || algorithm.starts_with("HS")) checks.insert(0, algorithm + " signature, ");
  if (!context.nonce.empty()) checks += ", nonce";
  if (context.max_age) checks += ", auth_time";
  if (!context.acr_values.empty()) checks += ", acr";
  return checks;
}

}  // namespace

IdTokenClaims check_id_token(const Secret& id_token, const ServerMetadata& server, const Client& client,
                             const IdTokenContext& context, const Services& services) {
  const auto verified = [&](const std::optional<JwkSet>& keys) {
    return verify_id_token(id_token, server, client, keys, context, services.clock());
  };
  const IdTokenClaims claims = needs_published_keys(server, client)
                                   ? by_server_keys(id_token, server, services, verified)
                                   : verified(std::nullopt);
  services.notices.step("checked the ID token: " + checks_of(server, client, context));
  return claims;
}

IdTokenContext expected_of(const AuthorizationRequest& asked) {
  const auto url = Url::parse(asked.url);
  const Params query = form_decode(url && url->query ? *url->query : "");
  IdTokenContext context;
  context.nonce = asked.nonce;
  context.max_age = seconds_in(query.find("max_age"));
  context.acr_values = words(query.get("acr_values"));
  if (context.acr_values.empty()) context.acr_values = essential_acr_values(query.get("claims"));
  return context;
}

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

#include "session/server.h"

#include "oauth/discovery.h"

namespace oauthctl {
namespace {

/// OpenID Connect's document first, RFC 8414's where the server has no such page.
ServerMetadata discover(const std::string& issuer, const Services& services) {
  for (const HttpRequest& request : discovery_requests(issuer)) {
    const HttpResponse response = services.transport.send(request);
    if (!is_absent(response)) return parse_discovery_response(response, issuer);
  }
  throw Error(ErrorKind::protocol, issuer + " has no discovery document",
              "name authorization_endpoint and token_endpoint in the secrets file");
}

}  // namespace

ServerMetadata find_server(const ClientFile& secrets, const Services& services) {
  const ServerMetadata& named = secrets.server;
  // Google's client files name every endpoint that matters and are not worth a round trip.
  if (named.issuer.empty() || secrets.form != ClientFile::Form::flat) return named;
  services.notices.step("asking " + named.issuer + " for its metadata");
  return merged(named, discover(named.issuer, services));
}

}  // namespace oauthctl

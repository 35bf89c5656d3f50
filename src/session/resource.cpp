#include "session/resource.h"

#include "base/text.h"
#include "base/url.h"
#include "oauth/endpoint.h"
#include "oauth/server/discovery.h"
#include "session/discover.h"

namespace oauthctl {
namespace {

/// A resource that cannot answer says nothing here, and its metadata may still be found.
ResourceChallenge ask_resource(const std::string& url, const Services& services) {
  services.notices.step("asking " + printable(url, 100) + " what it wants");
  HttpResponse response;
  try {
    for (const HttpRequest& request : resource_requests(url)) {
      response = services.transport.send(request);
      if (!knows_no_get(response)) break;
    }
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    services.notices.step(error.message());
  }
  return resource_challenge(response, url);
}

std::optional<ResourceMetadata> find_metadata(const std::string& url, const ResourceChallenge& challenge,
                                              const Services& services) {
  std::optional<Error> trouble;
  for (const HttpRequest& request : resource_metadata_requests(url, challenge)) {
    services.notices.step("asking for " + request.url);
    const HttpResponse response = services.transport.send(request);
    if (is_absent(response)) continue;
    try {
      return parse_resource_metadata(response, url);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::unavailable) throw;
      if (!trouble) trouble = error;
    }
  }
  if (trouble) throw Error(*trouble);
  return std::nullopt;
}

/// Whether the origin of the URL describes itself as an authorization server.
bool is_own_server(const std::string& issuer, const Services& services) {
  try {
    ask_server(issuer, MetadataOrder::oauth_first, services);
    return true;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::unavailable || error.kind() == ErrorKind::interrupted) throw;
    return false;
  }
}

}  // namespace

ProtectedResource find_resource(const std::string& url, const Services& services) {
  require_resource_url(url);
  const ResourceChallenge challenge = ask_resource(url, services);
  if (const auto metadata = find_metadata(url, challenge, services))
    return {*metadata, scope_of_resource(*metadata, challenge)};
  Url origin = *Url::parse(url);
  origin.path.clear();
  origin.query.reset();
  ProtectedResource found{{"", {origin.text()}, {}}, scope_of_resource({}, challenge)};
  if (is_own_server(origin.text(), services)) return found;
  throw Error(ErrorKind::usage, printable(url, 100) + " does not say which server gives tokens for it (RFC 9728)",
              Hint::run("oauthctl login --issuer ISSUER --client-id ID --for " + shell_word(url),
                        "with what its documentation says"));
}

bool offers_offline_access(const ServerMetadata& server) {
  return contains(server.scopes_supported, "offline_access");
}

void require_s256(const ServerMetadata& server) {
  const auto& methods = server.code_challenge_methods_supported;
  if (methods.empty() || contains(methods, "S256")) return;
  throw Error(ErrorKind::usage, server.issuer + " does not support PKCE with S256, without which a code can be stolen",
              "ask its owner to support S256 (RFC 7636)");
}

}  // namespace oauthctl

#include "session/discover.h"

#include <map>
#include <set>

#include "base/text.h"
#include "base/url.h"
#include "model/server/metadata_json.h"
#include "oauth/server/discovery.h"

namespace oauthctl {
namespace {

/// Adds the differences that a second document has.
void add(Discovered& discovered, ServerReport report) {
  if (discovered.report.source.empty()) {
    discovered.report = std::move(report);
    return;
  }
  for (auto& difference : contradictions(discovered.report, report))
    discovered.report.problems.push_back(std::move(difference));
}

}  // namespace

Discovered discover_server(const std::string& issuer, const Services& services) {
  Discovered discovered;
  std::optional<Error> trouble;
  for (const HttpRequest& request : discovery_requests(issuer)) {
    services.notices.step("asking for " + request.url);
    WellKnown document{request.url, false, {}};
    try {
      const HttpResponse response = services.transport.send(request);
      document.found = !is_absent(response) && response.status < 500;
      if (document.found) {
        add(discovered, report_on_server(response, issuer));
      } else {
        document.why_not = "HTTP " + std::to_string(response.status);
      }
      if (response.status >= 500 && !trouble)
        trouble = Error(ErrorKind::unavailable, request.url + " answered " + document.why_not, "try again in a moment");
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::unavailable) throw;
      document.why_not = error.message();
      if (!trouble) trouble = error;
    }
    discovered.documents.push_back(document);
  }
  if (discovered.report.source.empty()) {
    if (trouble) throw Error(*trouble);
    throw Error(ErrorKind::protocol, issuer + " has no discovery document",
                "name authorization_endpoint and token_endpoint in the client file");
  }
  return discovered;
}

/// A server that fails at one address may have the document at the next: some gateways answer 502 for a page that does
/// not exist.
ServerMetadata ask_server(const std::string& issuer, MetadataOrder order, const Services& services) {
  std::optional<Error> trouble;
  for (const HttpRequest& request : discovery_requests(issuer, order)) {
    const HttpResponse response = services.transport.send(request);
    if (is_absent(response)) continue;
    try {
      return parse_discovery_response(response, issuer);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::unavailable) throw;
      if (!trouble) trouble = error;
    }
  }
  if (trouble) throw Error(*trouble);
  throw Error(ErrorKind::protocol, issuer + " has no discovery document",
              "check the issuer, or name authorization_endpoint, token_endpoint and jwks_uri in the client file");
}

namespace {

bool names_every_endpoint(const ServerMetadata& named) {
  return !named.token_endpoint.empty() &&
         !(named.authorization_endpoint.empty() && named.device_authorization_endpoint.empty());
}

/// Azure AD B2C has no discovery document or one of another issuer. A file that names every endpoint does not need it,
/// and `iss` is still compared with its issuer.
ServerMetadata discover_or_go_on(const ClientFile& secrets, const Services& services) {
  const ServerMetadata& named = secrets.server;
  try {
    return ask_server(named.issuer, MetadataOrder::openid_first, services);
  } catch (const Error& error) {
    // A server that cannot be reached now may be back in a moment.
    if (error.kind() != ErrorKind::protocol || !names_every_endpoint(named)) throw;
    // Endpoints from a provider's file are not somebody's mistake.
    const std::string text = "using only the endpoints of the " +
                             std::string(secrets.provider ? "provider" : "client file") + ": " + error.message();
    secrets.provider ? services.notices.step(text) : services.notices.warning(text);
    return {};
  }
}

/// The file's endpoints take precedence over the issuer's, so a file from a stranger can redirect requests to its
/// author.
void warn_of_other_endpoints(const ClientFile& secrets, const ServerMetadata& published, const Services& services) {
  const ServerMetadata& named = secrets.server;
  std::set<std::string> vouched;
  if (secrets.provider)
    for_each_endpoint(secrets.provider->server, [&](const char*, const std::string& url) { vouched.insert(url); });
  std::map<std::string, std::string> known;
  for_each_endpoint(published, [&](const char* name, const std::string& url) { known.emplace(name, url); });
  for_each_endpoint(named, [&](const char* name, const std::string& url) {
    if (vouched.contains(url)) return;
    const auto found = known.find(name);
    const std::string file = "the client file sends to " + printable(url, 100) + " as " + name;
    if (found != known.end() && found->second != url)
      services.notices.warning(file + ", but " + named.issuer + " publishes " + printable(found->second, 100));
    if (found == known.end() && host_of(url) != host_of(named.issuer))
      services.notices.warning(file + ", which is on another host than the issuer " + named.issuer);
  });
}

}  // namespace

ServerMetadata find_server(const ClientFile& secrets, const Services& services) {
  const ServerMetadata& named = secrets.server;
  // Google's client files name every endpoint that matters, so a round trip is not needed.
  if (named.issuer.empty() || secrets.form != ClientFile::Form::flat) return named;
  services.notices.step("asking " + named.issuer + " for its metadata");
  const ServerMetadata published = discover_or_go_on(secrets, services);
  for (const auto& [name, why] : published.unusable) services.notices.step("not used: " + why);
  // If only the file's endpoints are used, there is a warning already.
  if (!published.issuer.empty()) warn_of_other_endpoints(secrets, published, services);
  return merged(named, published);
}

}  // namespace oauthctl

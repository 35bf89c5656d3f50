#include "session/discover.h"

#include <map>

#include "base/text.h"
#include "base/url.h"
#include "model/metadata_json.h"
#include "oauth/discovery.h"

namespace oauthctl {
namespace {

/// A second document adds what it says differently.
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
  for (const HttpRequest& request : discovery_requests(issuer)) {
    services.notices.step("asking for " + request.url);
    WellKnown document{request.url, false, {}};
    const HttpResponse response = services.transport.send(request);
    if (is_absent(response)) {
      document.why_not = "HTTP " + std::to_string(response.status);
    } else {
      add(discovered, report_on_server(response, issuer));
      document.found = true;
    }
    discovered.documents.push_back(document);
  }
  if (discovered.report.source.empty()) {
    throw Error(ErrorKind::protocol, issuer + " has no discovery document",
                "name authorization_endpoint and token_endpoint in the secrets file");
  }
  return discovered;
}

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

std::string host_of(const std::string& text) {
  const auto url = Url::parse(text);
  return url ? url->host : "";
}

/// The file's endpoints go before those of the issuer, so a file from elsewhere can place itself between the two.
void warn_of_other_endpoints(const ServerMetadata& named, const ServerMetadata& published, const Services& services) {
  std::map<std::string, std::string> known;
  for_each_endpoint(published, [&](const char* name, const std::string& url) { known.emplace(name, url); });
  for_each_endpoint(named, [&](const char* name, const std::string& url) {
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
  // Google's client files name every endpoint that matters and are not worth a round trip.
  if (named.issuer.empty() || secrets.form != ClientFile::Form::flat) return named;
  services.notices.step("asking " + named.issuer + " for its metadata");
  const ServerMetadata published = discover(named.issuer, services);
  warn_of_other_endpoints(named, published, services);
  return merged(named, published);
}

}  // namespace oauthctl

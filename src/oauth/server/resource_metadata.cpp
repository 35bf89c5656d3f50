#include "oauth/server/resource_metadata.h"

#include "base/text.h"
#include "base/url.h"
#include "model/server/destination.h"
#include "oauth/endpoint.h"
#include "oauth/scopes.h"
#include "oauth/server/challenges.h"

namespace oauthctl {
namespace {

constexpr const char* well_known = "/.well-known/oauth-protected-resource";

/// A resource may answer a request without a token with an endless stream.
constexpr std::chrono::seconds patience{10};

/// A person cannot choose from more.
constexpr std::size_t most_servers = 100;

/// RFC 9728 §3.3 wants the URL itself. A document for a whole origin, or for a path above the URL, covers it too: so do
/// the SDKs of MCP read it.
bool covers(const std::string& resource, const std::string& url) {
  if (resource == url) return true;
  const auto parsed = Url::parse(resource);
  const auto place = Destination::of(resource);
  const auto wanted = Destination::of(url);
  return parsed && !parsed->query && !parsed->fragment && place && wanted && place->covers(*wanted);
}

std::string checked_issuer(const JsonObject& document, const std::string& issuer, const std::string& url) {
  const auto server = Url::parse(issuer);
  if (!server || server->query || server->fragment || !is_safe_endpoint(*server))
    document.fail("authorization_servers", "has '" + printable(issuer, 100) + "', which is not an https URL");
  if (!may_name(url, issuer))
    document.fail("authorization_servers",
                  "has '" + printable(issuer, 100) + "', but the resource is not on this machine");
  return issuer;
}

}  // namespace

void require_resource_url(const std::string& text) {
  const std::string shown = "'" + printable(text, 100) + "' ";
  const auto url = Url::parse(text);
  if (!url || url->fragment || !Destination::of(text)) {
    throw Error(ErrorKind::usage, shown + "is not a URL that a token can be sent to",
                "write it as https://host/path, without a user name, a fragment, dot segments (..) or encoded slashes");
  }
  if (!is_safe_endpoint(*url))
    throw Error(ErrorKind::usage, shown + "is neither https, nor http on a loopback host: no token is sent there");
}

std::vector<HttpRequest> resource_requests(const std::string& url) {
  HttpRequest get;
  get.url = url;
  get.headers = {{"Accept", "application/json, text/event-stream"}};
  get.may_repeat = true;
  get.timeout = patience;
  HttpRequest ping = get;
  ping.method = "POST";
  ping.headers.add("Content-Type", "application/json");
  ping.body = Secret(R"({"jsonrpc":"2.0","id":1,"method":"ping"})");
  return {get, ping};
}

bool knows_no_get(const HttpResponse& response) {
  return response.status == 404 || response.status == 405;
}

ResourceChallenge resource_challenge(const HttpResponse& response, const std::string& url) {
  ResourceChallenge out;
  if (response.status != 401 && response.status != 403) return out;
  for (const Challenge& challenge : challenges(response)) {
    if (challenge.scheme != "bearer" && challenge.scheme != "dpop") continue;
    if (out.resource_metadata.empty()) out.resource_metadata = challenge.parameters.get("resource_metadata");
    if (out.scope.empty()) out.scope = challenge.parameters.get("scope");
  }
  if (out.resource_metadata.empty()) return out;
  const auto base = Url::parse(url);
  const auto address = base ? resolve(*base, out.resource_metadata) : std::nullopt;
  if (!address || !may_name(url, address->text())) {
    throw Error(ErrorKind::protocol, "the resource names '" + printable(out.resource_metadata, 100) +
                                         "' for its metadata, which must be an https URL (or http beside a resource "
                                         "on this machine)");
  }
  out.resource_metadata = address->text();
  return out;
}

std::vector<HttpRequest> resource_metadata_requests(const std::string& url, const ResourceChallenge& challenge) {
  std::vector<std::string> addresses;
  const auto add = [&](const std::string& address) {
    if (!contains(addresses, address)) addresses.push_back(address);
  };
  if (!challenge.resource_metadata.empty()) add(challenge.resource_metadata);
  Url at = *Url::parse(url);
  const std::string path = at.path == "/" ? "" : at.path;
  at.path = well_known + path;
  add(at.text());
  at.path = well_known;
  at.query.reset();
  add(at.text());
  std::vector<HttpRequest> out;
  out.reserve(addresses.size());
  for (const std::string& address : addresses) out.push_back(published_document(address));
  return out;
}

ResourceMetadata parse_resource_metadata(const HttpResponse& response, const std::string& url) {
  const std::string source = printable(response.url);
  require_judgement(response, source);
  const JsonObject document = JsonObject::parse_answer(response.body, source);
  ResourceMetadata metadata;
  metadata.resource = document.required_string("resource");
  if (!covers(metadata.resource, url)) {
    document.fail("resource", "is '" + printable(metadata.resource, 100) + "', which is not the resource at " +
                                  printable(url, 100) + ": a token for one must not go to the other");
  }
  if (document.has("authorization_servers")) {
    for (const std::string& issuer : document.strings("authorization_servers"))
      metadata.authorization_servers.push_back(checked_issuer(document, issuer, url));
    if (metadata.authorization_servers.size() > most_servers)
      document.fail("authorization_servers", "has more than " + std::to_string(most_servers) + " servers");
  }
  metadata.scopes_supported = document.list("scopes_supported");
  return metadata;
}

std::string scope_of_resource(const ResourceMetadata& metadata, const ResourceChallenge& challenge) {
  std::vector<std::string> scope = words(challenge.scope);
  if (scope.empty()) {
    scope = metadata.scopes_supported;
    std::erase(scope, "offline_access");
  }
  std::erase_if(scope, [](const std::string& word) { return !is_scope_word(word); });
  return join(scope);
}

}  // namespace oauthctl

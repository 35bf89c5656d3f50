#include "oauth/server/discovery.h"

#include "base/text.h"
#include "base/url.h"
#include "model/server/metadata_json.h"
#include "oauth/endpoint.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

Url parse_issuer(std::string_view issuer) {
  const auto refuse = [&](const char* why) {
    return Error(ErrorKind::usage, "the issuer '" + printable(issuer, 100) + "' " + why,
                 "write it as the server's documentation does, such as https://accounts.example.com");
  };
  auto url = Url::parse(issuer);
  if (!url) throw refuse("is not an https URL");
  // RFC 8414 §2: no query and no fragment.
  if (url->query) throw refuse("has a query");
  if (url->fragment) throw refuse("has a fragment");
  if (!is_safe_endpoint(*url)) throw refuse("is neither https nor http on a loopback host");
  return *std::move(url);
}

HttpRequest document_at(const Url& url, std::string_view issuer) {
  HttpRequest request = published_document(url.text());
  const std::string named(issuer);
  request.keeping = {named, [named](const HttpResponse& response) { parse_discovery_response(response, named); }};
  return request;
}

std::string hint_for_other_issuer(const std::string& found, std::string_view wanted) {
  const auto theirs = Url::parse(found);
  const auto ours = Url::parse(wanted);
  const bool same_server = theirs && ours && theirs->origin() == ours->origin();
  if (!same_server) return found.find('{') == std::string::npos ? "" : "name the issuer of your own tenant";
  return "if you mean that server, write its issuer as " + printable(found, 200) +
         "; if it has no discovery document there (Azure AD B2C), name that issuer and also authorization_endpoint, "
         "token_endpoint and jwks_uri in the client file";
}

}  // namespace

std::vector<HttpRequest> discovery_requests(std::string_view issuer, MetadataOrder order) {
  const Url base = parse_issuer(issuer);
  // For both documents, a trailing slash of the issuer is removed before anything is appended.
  const std::string path = base.path.ends_with('/') ? base.path.substr(0, base.path.size() - 1) : base.path;
  Url appended = base;
  appended.path = path + "/.well-known/openid-configuration";
  Url inserted = base;
  inserted.path = "/.well-known/oauth-authorization-server" + path;
  if (order == MetadataOrder::openid_first) return {document_at(appended, issuer), document_at(inserted, issuer)};
  std::vector<HttpRequest> requests = {document_at(inserted, issuer)};
  if (!path.empty()) {
    Url openid_inserted = base;
    openid_inserted.path = "/.well-known/openid-configuration" + path;
    requests.push_back(document_at(openid_inserted, issuer));
  }
  requests.push_back(document_at(appended, issuer));
  return requests;
}

bool is_absent(const HttpResponse& response) {
  return is_refusal(response) || (is_success(response) && !is_json(response));
}

ServerMetadata parse_discovery_response(const HttpResponse& response, std::string_view issuer) {
  const std::string source = printable(response.url);
  require_judgement(response, source);
  if (is_refusal(response)) {
    throw Error(ErrorKind::protocol, source + " answered HTTP " + std::to_string(response.status) + said_by(response),
                "check the issuer, or name authorization_endpoint and token_endpoint in the client file");
  }
  if (!is_json(response)) throw not_json(response, source);
  ServerMetadata metadata = parse_metadata(response.body, source);
  if (metadata.issuer != issuer) {
    throw Error(
        ErrorKind::protocol,
        source + ": \"issuer\" must be '" + printable(issuer, 100) + "', not '" + printable(metadata.issuer, 100) + "'",
        hint_for_other_issuer(metadata.issuer, issuer));
  }
  return metadata;
}

ServerMetadata parse_metadata(std::string_view json, std::string_view source) {
  const auto document = JsonObject::parse_answer(json, std::string(source));
  const auto issuer = Url::parse(document.shown("issuer"));
  const bool is_remote = issuer && issuer->scheme == "https";
  // Secrets go to these URLs and some are opened in a browser, so `http:`, `file:` and `javascript:` are refused here.
  // Loopback is safe, because a stranger cannot decide what listens on this machine.
  return read_published_metadata(document, [&](const std::string& text) -> std::string {
    const auto url = Url::parse(text);
    if (!url || !is_safe_endpoint(*url))
      return "must be an https URL (or http on a loopback host), not '" + printable(text, 100) + "'";
    if (is_remote && url->scheme != "https")
      return "must be an https URL, as its issuer is, not '" + printable(text, 100) + "'";
    return "";
  });
}

namespace {

constexpr const char* key_set_name = "the server's jwks_uri";

}  // namespace

HttpRequest jwks_request(const ServerMetadata& server, Freshness freshness) {
  HttpRequest request;
  request.url = required_endpoint(server, &ServerMetadata::jwks_uri, "jwks_uri");
  request.headers = {{"Accept", "application/jwk-set+json, application/json"}};
  if (freshness == Freshness::revalidated) request.headers.add("Cache-Control", "no-cache");
  request.may_repeat = true;
  request.keeping = {server.issuer, [](const HttpResponse& response) { parse_jwks_response(response); }};
  return request;
}

JwkSet parse_jwks_response(const HttpResponse& response) {
  require_judgement(response, key_set_name);
  if (!is_success(response))
    throw Error(ErrorKind::protocol,
                std::string(key_set_name) + " answered HTTP " + std::to_string(response.status) + said_by(response));
  if (!is_json(response)) throw not_json(response, key_set_name);
  return JwkSet::parse(response.body, answer_of(key_set_name));
}

}  // namespace oauthctl

#include "oauth/endpoint.h"

#include "base/text.h"
#include "base/url.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

void require_usable(const ServerMetadata& server, const std::string& member) {
  const auto found = server.unusable.find(member);
  if (found == server.unusable.end()) return;
  throw Error(ErrorKind::protocol, found->second,
              "if you know the right address, add it to the client file: \"" + member + "\"");
}

}  // namespace

const std::string& required_endpoint(const ServerMetadata& server, std::string ServerMetadata::*endpoint,
                                     const char* member) {
  require_usable(server, member);
  if ((server.*endpoint).empty()) {
    throw Error(ErrorKind::usage, std::string("the server has no ") + member,
                std::string("add ") + member + " or the issuer to the client file");
  }
  return server.*endpoint;
}

bool may_name(const std::string& asked, const std::string& address) {
  const auto url = Url::parse(address);
  return url && is_safe_endpoint(*url) && (url->scheme == "https" || !asked.starts_with("https://"));
}

std::string certificate_endpoint(const ServerMetadata& server, const char* member, const std::string& plain) {
  require_usable(server, std::string("mtls_endpoint_aliases.") + member);
  const auto alias = server.mtls_endpoint_aliases.find(member);
  return alias == server.mtls_endpoint_aliases.end() ? plain : alias->second;
}

void show_certificate(const TokenSet& tokens, HttpRequest& request) {
  if (tokens.certificate_file.empty() || !request.url.starts_with("https:")) return;
  request.client_certificate = {tokens.certificate_file, tokens.certificate_key_file};
}

HttpRequest published_document(const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.headers = {{"Accept", "application/json"}};
  request.same_origin_redirects = 3;
  request.may_repeat = true;
  return request;
}

HttpRequest form_post(const std::string& url, const Params& body) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  request.body = Secret(form_encode(body));
  return request;
}

HttpRequest form_post(const Party& party, std::string ServerMetadata::*endpoint, const char* member,
                      const ClientAuth& auth, Params body) {
  HttpRequest request = form_post(required_endpoint(party.server, endpoint, member), {});
  for (const auto& [name, value] : party.client.rules.headers) request.headers.set(name, value);
  request.may_repeat = true;
  auth(party, body, request);
  if (request.client_certificate) request.url = certificate_endpoint(party.server, member, request.url);
  request.body = Secret(form_encode(body));
  return request;
}

namespace {

constexpr const char* blanks = " \t\r\n";

}  // namespace

bool is_success(const HttpResponse& response) {
  return response.status >= 200 && response.status < 300;
}

bool is_refusal(const HttpResponse& response) {
  return response.status >= 400 && response.status < 500 && response.status != 429;
}

void require_not_throttled(const HttpResponse& response, const std::string& who) {
  if (response.status == 429)
    throw Error(ErrorKind::unavailable, who + " answered HTTP 429" + said_by(response), "try again in a moment");
}

void require_judgement(const HttpResponse& response, const std::string& who) {
  require_not_throttled(response, who);
  if (is_success(response) || is_refusal(response)) return;
  const std::string what = who + " answered HTTP " + std::to_string(response.status);
  if (response.status >= 500) throw Error(ErrorKind::unavailable, what + said_by(response), "try again in a moment");
  if (response.status >= 300) throw Error(ErrorKind::protocol, what + ", a redirect, which is not followed");
  throw Error(ErrorKind::protocol, what);
}

std::string media_type(const HttpResponse& response) {
  const std::string type = to_lower(response.headers.get("content-type"));
  const std::string bare = type.substr(0, type.find(';'));
  const auto last = bare.find_last_not_of(blanks);
  return last == std::string::npos ? "" : bare.substr(0, last + 1);
}

bool is_json(const HttpResponse& response) {
  const auto first = response.body.find_first_not_of(blanks);
  const std::string type = media_type(response);
  return type == "application/json" || type.ends_with("+json") ||
         (first != std::string::npos && response.body[first] == '{');
}

std::string answer_of(const std::string& who) {
  return "the answer of " + who;
}

Error not_json(const HttpResponse& response, const std::string& who) {
  if (response.body.find_first_not_of(blanks) == std::string::npos)
    return {ErrorKind::protocol, who + " answered nothing where JSON was expected"};
  const std::string type = media_type(response);
  const std::string came = type.empty() ? "text of no named type" : printable(type, 60);
  return {ErrorKind::protocol, who + " answered " + came + " where JSON was expected"};
}

JsonObject json_answer(const HttpResponse& response, const std::string& who) {
  if (!is_json(response)) throw not_json(response, who);
  return JsonObject::parse_answer(response.body, answer_of(who));
}

}  // namespace oauthctl

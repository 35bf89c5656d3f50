#include "oauth/client/registration.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "model/client_json.h"
#include "model/grants.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr const char* registration_endpoint_name = "the registration endpoint";
constexpr const char* any_port_uri = "http://127.0.0.1/callback";

/// RFC 7592 §2.2: the server sets these members, and a request must not send them.
constexpr const char* given[] = {"registration_access_token", "registration_client_uri", "client_secret_expires_at",
                                 "client_id_issued_at"};

/// The members of a registration that the client file uses.
constexpr const char* kept[] = {"client_id",
                                "client_secret",
                                "client_secret_expires_at",
                                "client_name",
                                "redirect_uris",
                                "post_logout_redirect_uris",
                                "token_endpoint_auth_method",
                                "grant_types",
                                "scope",
                                "id_token_signed_response_alg",
                                "registration_client_uri",
                                "registration_access_token"};

constexpr const char* informative[] = {"client_name", "grant_types", "client_secret_expires_at"};

HttpRequest json_request(const char* method, const std::string& url, const Secret& bearer) {
  HttpRequest request;
  request.method = method;
  request.url = url;
  request.headers = {{"Accept", "application/json"}};
  if (!bearer.empty()) request.headers.add("Authorization", "Bearer " + bearer.reveal());
  return request;
}

HttpRequest with_body(HttpRequest request, const json& body) {
  request.headers.add("Content-Type", "application/json");
  request.body = Secret(to_text(body));
  return request;
}

/// RFC 7591 §2: client_secret_basic is the default. A client that is registered for one installation can keep a secret
/// (RFC 8252 §8.4).
std::string auth_method(const ServerMetadata& server) {
  const auto& supported = server.token_endpoint_auth_methods_supported;
  for (const char* ours : {"client_secret_basic", "client_secret_post", "none"}) {
    if (contains(supported, ours)) return ours;
  }
  return "client_secret_basic";
}

/// The grants that a person's login uses. The device grant only where it is offered: some servers refuse unknown ones.
json grant_types(const ServerMetadata& server) {
  json grants = {"authorization_code", "refresh_token"};
  const std::string device = name_of(GrantType::device_code);
  if (contains(server.grant_types_supported, device)) grants.push_back(device);
  return grants;
}

void apply(json& body, const ClientMetadata& wanted) {
  if (!wanted.client_name.empty()) body["client_name"] = wanted.client_name;
  if (!wanted.redirect_uris.empty()) body["redirect_uris"] = wanted.redirect_uris;
}

/// RFC 7592 §2: a server answers 401 to a token that no longer works, with a challenge and usually no body.
[[noreturn]] void refuse(const HttpResponse& response) {
  const OAuthError answer = oauth_error(response);
  if (!answer.error.empty()) throw error_of(answer, Presented::fresh_grant);
  throw Error(ErrorKind::refused, std::string(registration_endpoint_name) + " answered HTTP " +
                                      std::to_string(response.status) + said_by(response));
}

bool is_safe(const std::string& text) {
  const auto url = Url::parse(text);
  return url && is_safe_endpoint(*url);
}

/// Cloudflare's library returns a path, relative to the server that was asked.
void complete_uri(json& document, const std::string& asked) {
  const auto found = document.find("registration_client_uri");
  auto server = Url::parse(asked);
  if (found == document.end() || !found->is_string() || !server) return;
  const std::string path = found->get<std::string>();
  if (!path.starts_with('/') || path.starts_with("//")) return;
  server->path = path;
  server->query.reset();
  *found = server->text();
}

/// Of the members that are kept, those that only inform: in another form than this they are left out.
void put_informative(const JsonObject& answer, json& document) {
  if (const std::string name = answer.shown("client_name"); !name.empty()) document["client_name"] = name;
  if (const auto grants = answer.list("grant_types"); !grants.empty()) document["grant_types"] = grants;
  if (const auto end = answer.number("client_secret_expires_at"))
    document["client_secret_expires_at"] = static_cast<std::int64_t>(std::clamp(*end, 0.0, 9e15));
}

/// The answer as a client file can have it. What is read at the next login must be right now, or a file is written that
/// nobody can use: the right type, and no member that stands twice.
JsonObject to_be_written(const JsonObject& answer, const std::string& asked) {
  json document = json::object();
  for (const std::string& name : answer.names()) {
    const json& value = answer.value().at(name);
    const bool is_informative =
        std::find(std::begin(informative), std::end(informative), name) != std::end(informative);
    const bool is_kept = std::find(std::begin(kept), std::end(kept), name) != std::end(kept);
    if (is_kept && !is_informative && has_repeated_member(value)) answer.fail(name.c_str(), "stands there twice");
    if (!is_informative && !has_repeated_member(value)) document[name] = value;
  }
  put_informative(answer, document);
  if (answer.has("scope") && !answer.is_string("scope")) document["scope"] = join(answer.list("scope"));
  complete_uri(document, asked);
  JsonObject written(std::move(document), answer.source(), ErrorKind::protocol);
  read_client_members(written);
  if (!is_visible_ascii(written.string("registration_access_token")))
    written.fail("registration_access_token", "has characters that no token has");
  return written;
}

RegisteredClient read(const JsonObject& object) {
  return {object.required_string("client_id"), object.string("registration_client_uri"),
          Secret(object.string("registration_access_token")), Secret(object.text())};
}

}  // namespace

HttpRequest registration_request(const ServerMetadata& server, const ClientMetadata& wanted,
                                 const Secret& initial_access_token) {
  const auto& url = required_endpoint(server, &ServerMetadata::registration_endpoint, "registration_endpoint");
  json body = {{"client_name", "oauthctl"},    {"redirect_uris", {any_port_uri}},
               {"application_type", "native"}, {"grant_types", grant_types(server)},
               {"response_types", {"code"}},   {"token_endpoint_auth_method", auth_method(server)}};
  apply(body, wanted);
  return with_body(json_request("POST", url, initial_access_token), body);
}

RegisteredClient parse_registration_response(const HttpResponse& response) {
  require_judgement(response, registration_endpoint_name);
  if (is_refusal(response)) refuse(response);
  const JsonObject answer = to_be_written(json_answer(response, registration_endpoint_name), response.url);
  RegisteredClient client = read(answer);
  // The registration token will be sent there at each request.
  if (!client.registration_client_uri.empty() && origin_of(client.registration_client_uri) != origin_of(response.url))
    answer.fail("registration_client_uri", "must be at the origin of the registration endpoint");
  return client;
}

RegisteredClient read_registered_client(std::string_view text, const std::string& source) {
  const JsonObject file = JsonObject::parse(text, source, ErrorKind::usage);
  RegisteredClient client = read(file);
  if (client.registration_client_uri.empty() || client.registration_access_token.empty()) {
    throw Error(ErrorKind::usage, source + ": has no registration_client_uri and registration_access_token",
                "name a client file that `oauthctl register` wrote for a server that lets its clients be managed");
  }
  if (!is_safe(client.registration_client_uri))
    file.fail("registration_client_uri", "must be an https URL (or http on a loopback host)");
  if (!is_visible_ascii(client.registration_access_token.reveal()))
    file.fail("registration_access_token", "has characters that no token has");
  return client;
}

HttpRequest client_read_request(const RegisteredClient& client) {
  return json_request("GET", client.registration_client_uri, client.registration_access_token);
}

HttpRequest client_update_request(const RegisteredClient& known, const ClientMetadata& changes) {
  json body = json::parse(known.document.reveal());
  for (const char* name : given) body.erase(name);
  apply(body, changes);
  return with_body(json_request("PUT", known.registration_client_uri, known.registration_access_token), body);
}

HttpRequest client_delete_request(const RegisteredClient& client) {
  return json_request("DELETE", client.registration_client_uri, client.registration_access_token);
}

void parse_client_delete_response(const HttpResponse& response) {
  require_judgement(response, registration_endpoint_name);
  if (is_refusal(response)) refuse(response);
}

Secret client_file_of(const RegisteredClient& client, const std::string& issuer, const Secret& before) {
  nlohmann::ordered_json file =
      before.empty() ? nlohmann::ordered_json{{"issuer", issuer}} : nlohmann::ordered_json::parse(before.reveal());
  const json registered = json::parse(client.document.reveal());
  for (const char* name : kept) {
    const auto member = registered.find(name);
    if (member != registered.end() && !member->is_null()) file[name] = *member;
  }
  return Secret(to_text(file, 2) + '\n');
}

std::string without_secrets(const RegisteredClient& client) {
  json shown = json::parse(client.document.reveal());
  for (const char* name : {"client_secret", "registration_access_token"}) shown.erase(name);
  return to_text(shown, 2) + '\n';
}

}  // namespace oauthctl

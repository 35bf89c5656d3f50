#include "model/client_file.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "config/client_file.h"
#include "config/client_members.h"
#include "config/foreign_file.h"
#include "config/providers.h"
#include "config/token_params.h"
#include "model/authorization_details.h"
#include "model/client_json.h"
#include "model/resource_uri.h"
#include "model/server/metadata_json.h"

namespace oauthctl {
namespace {

using Form = ClientFile::Form;

Params read_params(const JsonObject& object) {
  Params params;
  for (const auto& [name, value] : object.value().items()) {
    if (!value.is_string()) object.fail(name.c_str(), "must be a string");
    if (name.empty() || !is_visible_ascii(name)) object.fail(name.c_str(), "is not the name of a parameter");
    params.add(name, value.get<std::string>());
  }
  return params;
}

/// OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode §2, JARM §2.3. No other mode reaches the listener. A
/// client that is registered for signed responses uses them by default.
std::string read_response_mode(const JsonObject& object) {
  constexpr std::string_view modes[] = {"query", "form_post", "jwt", "query.jwt", "form_post.jwt"};
  std::string mode = object.string("response_mode");
  if (mode.empty()) return object.has("authorization_signed_response_alg") ? "jwt" : "";
  if (std::find(std::begin(modes), std::end(modes), mode) == std::end(modes)) {
    object.fail("response_mode",
                "must be query, form_post, jwt, query.jwt or form_post.jwt, not \"" + printable(mode, 60) + '"');
  }
  return mode;
}

/// One, or an array of them.
std::vector<std::string> read_resource(const JsonObject& object) {
  constexpr const char* name = "resource";
  const bool is_one = object.is_string(name);
  std::vector<std::string> resource = is_one ? std::vector{object.string(name)} : object.strings(name);
  for (const std::string& uri : resource) {
    if (!is_resource_uri(uri))
      object.fail(name, "must be an absolute URI without a fragment, not \"" + printable(uri, 100) + '"');
  }
  return resource;
}

std::string read_authorization_details(const JsonObject& object) {
  constexpr const char* name = "authorization_details";
  if (!object.has(name)) return {};
  return authorization_details_text(object.value().at(name), object.source() + ": \"" + name + '"', ErrorKind::usage);
}

/// RFC 8705 §3: without a certificate the server cannot bind a token and would send a plain one.
void require_certificate(const JsonObject& object, const Client& client) {
  if (client.tls_client_certificate_bound_access_tokens && client.tls_client_certificate_file.empty())
    object.fail("tls_client_certificate_bound_access_tokens", "needs \"tls_client_certificate_file\" beside it");
}

Client read_client(const JsonObject& object) {
  object.required_string("client_id");
  Client client = read_client_members(object);
  if (object.has("jwks")) client.jwks = Secret(object.object("jwks").text());
  client.response_mode = read_response_mode(object);
  client.resource = read_resource(object);
  client.authorization_details = read_authorization_details(object);
  client.params = read_params(object.object("params"));
  client.token_params = read_token_params(object);
  require_certificate(object, client);
  return client;
}

void require_safe_url(const JsonObject& object, const char* name, const std::string& text) {
  const auto url = Url::parse(text);
  if (!url || !is_safe_endpoint(*url)) object.fail(name, "must be an https URL, or http on a loopback host");
}

/// A client and a server under their RFC names. Google's object is one of these with two names of its own.
ClientFile read_members(const JsonObject& object, Form form) {
  ClientFile file;
  file.form = form;
  file.client = read_client(object);
  file.server = read_metadata(object);
  const auto require_safe = [&](const char* name, const std::string& url) { require_safe_url(object, name, url); };
  for_each_endpoint(file.server, require_safe);
  if (!file.server.issuer.empty()) require_safe("issuer", file.server.issuer);
  return file;
}

std::string did_you_mean(const std::string& name) {
  const std::string_view near = nearest_member(name);
  return near.empty() || near == name ? "" : " (did you mean \"" + std::string(near) + "\"?)";
}

void warn_of_unknown(const JsonObject& object, const std::function<bool(std::string_view)>& is_known,
                     const std::string& source, ClientFile& file) {
  constexpr std::size_t most = 8;
  std::vector<std::string> unknown;
  for (const std::string& name : object.names()) {
    if (!is_known(name)) unknown.push_back('"' + printable(name, 60) + '"' + did_you_mean(name));
  }
  if (unknown.empty()) return;
  const std::size_t more = unknown.size() > most ? unknown.size() - most : 0;
  unknown.resize(unknown.size() - more);
  file.warnings.push_back(source + ": ignored unknown members: " + join(unknown, ", ") +
                          (more == 0 ? "" : " and " + std::to_string(more) + " more"));
}

ClientFile read_google(const JsonObject& whole, const char* name, Form form, const std::string& source,
                       const Providers& providers) {
  const JsonObject object = whole.object(name);
  ClientFile file = read_members(object, form);
  file.server.authorization_endpoint = object.required_string("auth_uri");
  file.server.token_endpoint = object.required_string("token_uri");
  require_safe_url(object, "auth_uri", file.server.authorization_endpoint);
  require_safe_url(object, "token_uri", file.server.token_endpoint);
  file.provider = add_google(file.server, providers);
  if (file.provider) add_provider(*file.provider, file.client, file.server);
  warn_of_unknown(
      whole, [&](std::string_view member) { return member == name; }, source, file);
  warn_of_unknown(
      object, [](std::string_view member) { return is_known_member(member) || is_google_member(member); }, source,
      file);
  return file;
}

ClientFile read_service_account(const JsonObject& object) {
  ClientFile file;
  file.form = Form::google_service_account;
  file.service_account = ServiceAccount{object.required_string("client_email"),
                                        Secret(object.required_string("private_key")), object.string("private_key_id")};
  file.server.token_endpoint = object.required_string("token_uri");
  require_safe_url(object, "token_uri", file.server.token_endpoint);
  return file;
}

ProviderVariables read_variables(const JsonObject& object) {
  ProviderVariables out;
  const JsonObject variables = object.object("provider_variables");
  for (const std::string& name : variables.names()) out.emplace(name, variables.string(name.c_str()));
  return out;
}

void read_provider_named(const JsonObject& object, const Providers& providers, ClientFile& file) {
  const std::string name = object.string("provider");
  if (name.empty()) return;
  try {
    file.provider = providers.get(name, read_variables(object));
  } catch (const Error& error) {
    throw Error(error.kind(), object.source() + ": " + error.message(), error.hint());
  }
  add_provider(*file.provider, file.client, file.server);
}

ClientFile read_flat(const JsonObject& object, const std::string& source, const Providers& providers) {
  ClientFile file = read_members(object, Form::flat);
  read_provider_named(object, providers, file);
  if (file.server.issuer.empty() && file.server.token_endpoint.empty()) {
    if (file.provider)
      throw Error(ErrorKind::usage, source + ": \"token_endpoint\" is missing",
                  "the addresses of the provider are not used beside a server of your own");
    throw Error(ErrorKind::usage,
                source + ": names no server: \"issuer\", \"token_endpoint\" or \"provider\" is missing",
                R"(add the server's issuer, as in "issuer": "https://accounts.example.com")");
  }
  warn_of_unknown(object, is_known_member, source, file);
  return file;
}

}  // namespace

ClientFile parse_client_file(std::string_view json, const std::string& source, const Providers& providers) {
  const JsonObject whole = JsonObject::parse(json, source, ErrorKind::usage);
  if (whole.has("installed") && whole.has("web")) whole.fail("web", "stands beside \"installed\": one client a file");
  if (whole.has("installed")) return read_google(whole, "installed", Form::google_installed, source, providers);
  if (whole.has("web")) return read_google(whole, "web", Form::google_web, source, providers);
  if (whole.has("type") && whole.string("type") == "service_account") return read_service_account(whole);
  refuse_foreign_file(whole);
  return read_flat(whole, source, providers);
}

}  // namespace oauthctl

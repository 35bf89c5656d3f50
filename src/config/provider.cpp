#include "config/provider.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "config/token_params.h"
#include "model/client_json.h"
#include "model/server/metadata_json.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using nlohmann::json;

/// Placeholders whose values are known only when a request is made.
constexpr std::string_view of_the_moment[] = {"access_token", "refresh_token", "client_id",
                                              "account_id",   "redirect_uri",  "scope"};

constexpr const char* members_with_variables[] = {
    "server", "authorization_params", "token_params", "headers", "refresh", "account", "revocation", "console"};

std::string in_capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  return text;
}

std::vector<ProviderVariable> declared_variables(const JsonObject& file) {
  std::vector<ProviderVariable> out;
  const JsonObject variables = file.object("variables");
  for (const std::string& name : variables.names()) {
    const JsonObject variable = variables.object(name.c_str());
    require_known_members(variable, {"help", "default"});
    out.push_back({name, variable.required_string("help"), variable.string("default")});
  }
  return out;
}

/// Letters, digits and what a host, a port and a path are made of; no second URL and no parameter fits in.
bool is_fit(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return is_alphanumeric(c) || std::string_view("._-:/[]").find(c) != std::string_view::npos;
  });
}

/// A value for each variable. People type `https://git.example.com/` for a host.
ProviderVariables settled(const std::vector<ProviderVariable>& variables, const ProviderVariables& given,
                          const std::string& source, Unset unset) {
  ProviderVariables out;
  for (const auto& [name, help, standard] : variables) {
    const auto found = given.find(name);
    std::string value = found != given.end() ? found->second : standard;
    if (value.empty() && unset == Unset::shown) value = in_capitals(name);
    if (value.empty()) {
      throw Error(ErrorKind::usage, source + ": the variable \"" + name + "\" is missing: " + help,
                  "--provider-variable " + name + "=…, or in the client file: \"provider_variables\": {\"" + name +
                      "\": \"…\"}");
    }
    while (value.ends_with('/')) value.pop_back();
    if (value.starts_with("https://")) value.erase(0, 8);
    if (!is_fit(value)) {
      throw Error(ErrorKind::usage, source + ": the variable \"" + name + "\" cannot be " + in_quotes(value));
    }
    out.emplace(name, value);
  }
  for (const auto& [name, value] : given) {
    if (out.contains(name)) continue;
    throw Error(ErrorKind::usage, source + ": has no variable " + in_quotes(name),
                variables.empty() ? "" : "it has " + variables.front().name);
  }
  return out;
}

/// Whether the placeholder is a part of the host only: no value of it may end the host.
bool is_part_of_host(std::string_view text, std::size_t at, std::size_t end) {
  const auto scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::size_t host = scheme + 3;
  const std::size_t path = std::min(text.find('/', host), text.size());
  return at < path && !(at == host && end + 1 == path);
}

/// Puts the values in place of `{host}` and the like. A value with a scheme of its own replaces `https://{host}`.
std::string filled(const JsonObject& file, const std::string& member, std::string text,
                   const ProviderVariables& values) {
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    const std::string name = text.substr(at + 1, end - at - 1);
    const auto value = values.find(name);
    if (value != values.end()) {
      if (is_part_of_host(text, at, end) && value->second.find_first_of("/:[]") != std::string::npos)
        file.fail(member.c_str(), "cannot have " + in_quotes(value->second) + " for {" + name + "}");
      const std::size_t scheme = value->second.starts_with("http://") && text.starts_with("https://{") ? 8 : 0;
      text.replace(at - scheme, end + 1 - at + scheme, value->second);
      at = at - scheme + value->second.size();
      continue;
    }
    if (std::find(std::begin(of_the_moment), std::end(of_the_moment), name) == std::end(of_the_moment))
      file.fail(member.c_str(), "has {" + printable(name, 60) + "}, which is not among \"variables\"");
    at = end;
  }
  return text;
}

void fill_in(const JsonObject& file, const std::string& member, json& value, const ProviderVariables& values) {
  if (value.is_string()) {
    value = filled(file, member, value.get<std::string>(), values);
  } else if (value.is_structured()) {
    for (json& inner : value) fill_in(file, member, inner, values);
  }
}

JsonObject with_values(const JsonObject& file, const std::string& source, const ProviderVariables& values) {
  json whole = file.value();
  for (const char* member : members_with_variables) {
    if (whole.contains(member)) fill_in(file, member, whole.at(member), values);
  }
  return {std::move(whole), source, ErrorKind::usage};
}

ServerMetadata read_server(const JsonObject& file) {
  const JsonObject server = file.object("server");
  require_known_members(
      server, {"issuer", "authorization_endpoint", "token_endpoint", "revocation_endpoint", "introspection_endpoint",
               "userinfo_endpoint", "device_authorization_endpoint", "registration_endpoint", "end_session_endpoint",
               "pushed_authorization_request_endpoint", "jwks_uri", "code_challenge_methods_supported"});
  ServerMetadata metadata = read_metadata(server);
  const auto require_safe = [&](const char* name, const std::string& url) {
    const auto parsed = Url::parse(url);
    if (!parsed || !is_safe_endpoint(*parsed)) server.fail(name, "must be an https URL, or http on a loopback host");
  };
  for_each_endpoint(metadata, require_safe);
  if (!metadata.issuer.empty()) require_safe("issuer", metadata.issuer);
  if (metadata.token_endpoint.empty() && metadata.issuer.empty()) server.fail("token_endpoint", "is missing");
  return metadata;
}

void read_redirect(const JsonObject& redirect, Provider& provider) {
  require_known_members(redirect, {"loopback", "host", "note"});
  constexpr std::array<std::string_view, 3> rules = {"any-port", "registered", "none"};
  if (const std::string rule = redirect.string("loopback"); !rule.empty()) {
    const auto* found = std::find(rules.begin(), rules.end(), rule);
    if (found == rules.end()) redirect.fail("loopback", "must be any-port, registered or none");
    provider.loopback = static_cast<LoopbackRedirect>(found - rules.begin());
  }
  provider.redirect_host = redirect.has("host") ? redirect.string("host") : "127.0.0.1";
  provider.redirect_note = redirect.string("note");
}

/// The part of the file that a client's requests and the reading of answers need. A record can keep it.
JsonObject rules_in(const JsonObject& file, const std::string& source) {
  json rules = json::object();
  for (const char* name : {"headers", "authorization_params", "resource_indicators", "scope", "refresh", "answer",
                           "account", "device", "revocation"}) {
    if (file.has(name)) rules[name] = file.value().at(name);
  }
  return {std::move(rules), source, ErrorKind::usage};
}

void require_provider_members(const JsonObject& file) {
  require_known_members(file, {"name", "title", "console", "documentation", "variables", "server", "authentication",
                               "authorization_params", "token_params", "headers", "resource_indicators", "scope",
                               "refresh", "redirect", "answer", "account", "device", "revocation", "quirks"});
}

}  // namespace

namespace {

/// Whether what comes from that endpoint is presented at another one: a code, a token. (A file may move the endpoints
/// that only take, such as userinfo.)
bool issues_something(std::string_view endpoint) {
  constexpr std::string_view issuing[] = {"authorization_endpoint", "token_endpoint", "device_authorization_endpoint",
                                          "pushed_authorization_request_endpoint", "registration_endpoint"};
  const std::string_view name = endpoint.substr(endpoint.rfind('.') + 1);  // also of mtls_endpoint_aliases
  return std::find(std::begin(issuing), std::end(issuing), name) != std::end(issuing);
}

/// Whether the file's own server is another one than the provider's: an instance that somebody runs.
bool is_elsewhere(const ServerMetadata& file, const ServerMetadata& provider) {
  const auto origins = origins_of(provider);
  const auto is_foreign = [&](const std::string& url) { return !url.empty() && !origins.contains(origin_of(url)); };
  bool is_elsewhere = is_foreign(file.issuer);
  for_each_endpoint(file, [&](std::string_view name, const std::string& url) {
    is_elsewhere = is_elsewhere || (issues_something(name) && is_foreign(url));
  });
  return is_elsewhere;
}

/// The provider's ways without its addresses: they are for tokens of its own server alone.
Provider without_addresses(Provider provider) {
  json rules = json::parse(provider.habits.rules.text);
  rules.erase("revocation");
  if (rules.contains("refresh")) rules.at("refresh").erase("endpoint");
  read_rules({std::move(rules), "provider " + provider.name, ErrorKind::usage}, provider.habits);
  provider.server = {};
  return provider;
}

}  // namespace

std::string Provider::redirect_uri() const {
  // Registered to the letter, so the port is fixed. Any free one: the default of every client.
  constexpr const char* fixed_port = ":8400";
  if (loopback == LoopbackRedirect::none) return {};
  return "http://" + redirect_host + (loopback == LoopbackRedirect::registered ? fixed_port : "") + "/callback";
}

Provider read_provider(std::string_view text, const std::string& source, const ProviderVariables& given, Unset unset) {
  const JsonObject whole = JsonObject::parse(text, source, ErrorKind::usage);
  require_provider_members(whole);
  Provider provider;
  provider.variables = declared_variables(whole);
  const JsonObject file = with_values(whole, source, settled(provider.variables, given, source, unset));
  provider.name = file.required_string("name");
  provider.title = file.required_string("title");
  provider.console = file.string("console");
  provider.documentation = file.strings("documentation");
  provider.server = read_server(file);
  const JsonObject authentication = file.object("authentication");
  require_known_members(authentication, {"with_secret", "without_secret"});
  provider.method_with_secret = authentication.string("with_secret");
  provider.method_without_secret = authentication.string("without_secret");
  const JsonObject scope = file.object("scope");
  provider.scope_needed = scope.boolean("needed").value_or(false);
  provider.suggested_scopes = scope.strings("suggested");
  provider.refresh_scope = file.object("refresh").string("scope");
  read_redirect(file.object("redirect"), provider);
  provider.habits.token_params = read_token_params(file);
  read_rules(rules_in(file, source), provider.habits);
  for (const JsonObject& quirk : file.objects("quirks", source + ": quirk")) {
    require_known_members(quirk, {"name", "reason"});
    provider.quirks.push_back({quirk.required_string("name"), quirk.required_string("reason")});
  }
  return provider;
}

void add_provider(const Provider& known, Client& client, ServerMetadata& server) {
  const Provider provider = is_elsewhere(server, known.server) ? without_addresses(known) : known;
  // The file's URL of an issuer or endpoint wins, and the provider's issuer is not that of the file's own endpoints.
  server = merged(std::move(server), provider.server);
  const auto fill = [](std::string& member, const std::string& value) {
    if (member.empty()) member = value;
  };
  const bool has_secret = !client.client_secret.empty();
  const std::string& method = has_secret ? provider.method_with_secret : provider.method_without_secret;
  if (!has_secret && method.starts_with("client_secret") && client.token_endpoint_auth_method.empty())
    client.empty_client_secret = true;
  const bool has_other_proof =
      !client.private_key_file.empty() || !client.jwks.empty() || !client.tls_client_certificate_file.empty();
  if (has_secret || !has_other_proof) fill(client.token_endpoint_auth_method, method);
  for (const auto& [grant, params] : provider.habits.token_params) {
    for (const auto& [name, value] : params) {
      if (!client.token_params[grant].contains(name)) client.token_params[grant].add(name, value);
    }
  }
  if (client.redirect_uris.empty() && !provider.redirect_uri().empty())
    client.redirect_uris = {provider.redirect_uri()};
  const TokenAnswerQuirks own = client.quirks;
  client.quirks = {};
  client.rules = provider.habits.rules;
  client.quirks = provider.habits.quirks;
  if (!own.bearer_token_types.empty() || !own.token_member.empty() || own.ignore_expires_in) {
    client.quirks.bearer_token_types = own.bearer_token_types;
    client.quirks.token_member = own.token_member;
    client.quirks.ignore_expires_in = own.ignore_expires_in;
  }
}

}  // namespace oauthctl

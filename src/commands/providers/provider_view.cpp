#include "commands/providers/provider_view.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "model/server/metadata_json.h"

namespace oauthctl::cli {
namespace {

using json = nlohmann::ordered_json;

void add_row(std::string& out, std::string name, const std::string& text) {
  if (text.empty()) return;
  constexpr std::size_t width = 16;
  name.resize(std::max(width, name.size() + 2), ' ');
  out += "  " + name + printable(text, 1000) + '\n';
}

std::string redirect_of(const Provider& provider) {
  switch (provider.loopback) {
    case LoopbackRedirect::any_port:
      return "register " + provider.redirect_uri() + "; any port will do";
    case LoopbackRedirect::registered:
      return "register " + provider.redirect_uri() + ", or name yours with --redirect-uri";
    case LoopbackRedirect::none:
      break;
  }
  return "http on this machine is refused: register an https URI, and name it with --redirect-uri";
}

std::string revocation_of(const Provider& provider) {
  const RevocationRules& rules = provider.habits.rules.revocation;
  if (!rules.url.empty()) return "logout: " + (rules.method.empty() ? "POST" : rules.method) + ' ' + rules.url;
  if (provider.server.revocation_endpoint.empty()) return "none: logout deletes the tokens here only";
  return "logout: RFC 7009 at " + provider.server.revocation_endpoint;
}

std::string variables_of(const Provider& provider) {
  std::string out;
  for (const ProviderVariable& variable : provider.variables) {
    if (variable.standard.empty()) out += " --provider-variable " + variable.name + "=…";
  }
  return out;
}

}  // namespace

std::string login_command_for(const Provider& provider) {
  const auto& scopes = provider.suggested_scopes;
  const bool needs_secret = provider.method_without_secret.empty() && !provider.method_with_secret.empty();
  return "oauthctl login --provider " + provider.name + variables_of(provider) + " --client-id ID" +
         (needs_secret ? " --client-secret-file FILE" : "") +
         (scopes.empty() ? "" : " --scope " + shell_word(scopes.front()));
}

std::string provider_as_text(const Provider& provider) {
  std::string out = printable(provider.title) + '\n';
  add_row(out, "clients", provider.console);
  add_row(out, "redirect URI", redirect_of(provider));
  add_row(out, "", provider.redirect_note);
  for (std::size_t i = 0; i < provider.suggested_scopes.size(); ++i)
    add_row(out, i == 0 ? "scopes" : "", provider.suggested_scopes[i]);
  if (provider.scope_needed) add_row(out, "", "a sign-in without a scope is refused");
  add_row(out, "refresh token", provider.habits.rules.refresh_needs);
  if (!provider.refresh_scope.empty()) add_row(out, "", "add to --scope: " + provider.refresh_scope);
  add_row(out, "revocation", revocation_of(provider));
  add_row(out, "", provider.habits.rules.revocation.page);
  for (const ProviderVariable& variable : provider.variables) {
    const std::string standard = variable.standard.empty() ? "" : " (default " + variable.standard + ')';
    add_row(out, "variable", variable.name + ": " + variable.help + standard);
  }
  for (const std::string& page : provider.documentation) add_row(out, "manual", page);
  out += "\nendpoints\n";
  add_row(out, "issuer", provider.server.issuer);
  for_each_endpoint(provider.server, [&](const char* name, const std::string& url) { add_row(out, name, url); });
  if (!provider.quirks.empty()) out += "\ndifferences\n";
  for (const ProviderQuirk& quirk : provider.quirks) {
    out += "  " + printable(quirk.name) + "\n      " + printable(quirk.reason, 1000) + '\n';
  }
  return out + "\nsign in\n  " + printable(login_command_for(provider), 1000) + '\n';
}

std::string provider_as_json(const Provider& provider) {
  json quirks = json::array();
  for (const ProviderQuirk& quirk : provider.quirks) quirks.push_back({{"name", quirk.name}, {"reason", quirk.reason}});
  json variables = json::object();
  for (const ProviderVariable& variable : provider.variables)
    variables[variable.name] = {{"help", variable.help}, {"default", variable.standard}};
  json endpoints = json::object();
  if (!provider.server.issuer.empty()) endpoints["issuer"] = provider.server.issuer;
  for_each_endpoint(provider.server, [&](const char* name, const std::string& url) { endpoints[name] = url; });
  const RevocationRules& revocation = provider.habits.rules.revocation;
  return to_text(json{{"name", provider.name},
                      {"title", provider.title},
                      {"console", provider.console},
                      {"documentation", provider.documentation},
                      {"variables", variables},
                      {"server", endpoints},
                      {"redirect_uri", provider.redirect_uri()},
                      {"redirect_note", provider.redirect_note},
                      {"scope_needed", provider.scope_needed},
                      {"suggested_scopes", provider.suggested_scopes},
                      {"refresh_needs", provider.habits.rules.refresh_needs},
                      {"refresh_scope", provider.refresh_scope},
                      {"revocation", revocation_of(provider)},
                      {"revocation_page", revocation.page},
                      {"quirks", quirks},
                      {"login", login_command_for(provider)}},
                 2) +
         '\n';
}

}  // namespace oauthctl::cli

#include "config/providers.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "model/google.h"

namespace oauthctl {
namespace {

struct Endpoint {
  std::string ServerMetadata::*member;
  const char* url;
};

/// A provider is a row. A difference between providers is a column, never an `if`.
struct Provider {
  std::string_view name;
  std::vector<Endpoint> endpoints;
  const char* method_with_secret = "";     ///< token_endpoint_auth_method of a client with a secret
  const char* method_without_secret = "";  ///< client_secret_basic: with an empty password
  Params params = {};                      ///< what an authorization request needs
  TokenAnswerQuirks quirks = {};
};

using Server = ServerMetadata;

const std::vector<Provider>& providers() {
  static const std::vector<Provider> all = {
      // docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps: no issuer, no discovery, and a
      // revocation endpoint that is not that of RFC 7009. Its manual describes only a secret in the body.
      {"github",
       {{&Server::authorization_endpoint, "https://github.com/login/oauth/authorize"},
        {&Server::token_endpoint, "https://github.com/login/oauth/access_token"},
        {&Server::device_authorization_endpoint, "https://github.com/login/device/code"},
        {&Server::userinfo_endpoint, "https://api.github.com/user"}},
       "client_secret_post"},
      // accounts.google.com/.well-known/openid-configuration
      {"google",
       {{&Server::issuer, "https://accounts.google.com"},
        {&Server::authorization_endpoint, "https://accounts.google.com/o/oauth2/v2/auth"},
        {&Server::token_endpoint, "https://oauth2.googleapis.com/token"},
        {&Server::device_authorization_endpoint, "https://oauth2.googleapis.com/device/code"},
        {&Server::revocation_endpoint, "https://oauth2.googleapis.com/revoke"},
        {&Server::userinfo_endpoint, "https://openidconnect.googleapis.com/v1/userinfo"},
        {&Server::jwks_uri, "https://www.googleapis.com/oauth2/v3/certs"}}},
      // learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow
      {"linkedin",
       {{&Server::authorization_endpoint, "https://www.linkedin.com/oauth/v2/authorization"},
        {&Server::token_endpoint, "https://www.linkedin.com/oauth/v2/accessToken"},
        {&Server::userinfo_endpoint, "https://api.linkedin.com/v2/userinfo"}},
       "client_secret_post"},
      // mailchimp.com/developer/marketing/guides/access-user-data-oauth-2: "expires_in": 0, and the token does not
      // expire
      {"mailchimp",
       {{&Server::authorization_endpoint, "https://login.mailchimp.com/oauth2/authorize"},
        {&Server::token_endpoint, "https://login.mailchimp.com/oauth2/token"}},
       "client_secret_post",
       "",
       {},
       {{}, "", true}},
      // github.com/reddit-archive/reddit/wiki/OAuth2: Basic alone, and an empty password for an installed app
      {"reddit",
       {{&Server::authorization_endpoint, "https://www.reddit.com/api/v1/authorize"},
        {&Server::token_endpoint, "https://www.reddit.com/api/v1/access_token"},
        {&Server::revocation_endpoint, "https://www.reddit.com/api/v1/revoke_token"},
        {&Server::userinfo_endpoint, "https://oauth.reddit.com/api/v1/me"}},
       "client_secret_basic",
       "client_secret_basic",
       {{"duration", "permanent"}}},
      // docs.slack.dev/reference/methods/oauth.v2.access: the user's token is below "authed_user"
      {"slack",
       {{&Server::authorization_endpoint, "https://slack.com/oauth/v2/authorize"},
        {&Server::token_endpoint, "https://slack.com/api/oauth.v2.access"}},
       "client_secret_basic",
       "",
       {},
       {{"bot", "user"}, "authed_user", false}},
      // dev.twitch.tv/docs/authentication
      {"twitch",
       {{&Server::issuer, "https://id.twitch.tv/oauth2"},
        {&Server::authorization_endpoint, "https://id.twitch.tv/oauth2/authorize"},
        {&Server::token_endpoint, "https://id.twitch.tv/oauth2/token"},
        {&Server::device_authorization_endpoint, "https://id.twitch.tv/oauth2/device"},
        {&Server::revocation_endpoint, "https://id.twitch.tv/oauth2/revoke"},
        {&Server::userinfo_endpoint, "https://id.twitch.tv/oauth2/userinfo"}},
       "client_secret_post"},
  };
  return all;
}

const Provider* provider_named(std::string_view name) {
  const auto found =
      std::find_if(providers().begin(), providers().end(), [&](const Provider& row) { return row.name == name; });
  return found == providers().end() ? nullptr : &*found;
}

void fill(std::string& member, const char* value) {
  if (member.empty()) member = value;
}

void fill(ServerMetadata& server, const Provider& provider) {
  for (const auto& [member, url] : provider.endpoints) fill(server.*member, url);
}

void fill(Client& client, const Provider& provider) {
  const bool has_secret = !client.client_secret.empty();
  if (!has_secret && *provider.method_without_secret != '\0' && client.token_endpoint_auth_method.empty())
    client.empty_client_secret = true;
  fill(client.token_endpoint_auth_method, has_secret ? provider.method_with_secret : provider.method_without_secret);
  for (const auto& [name, value] : provider.params) {
    if (!client.params.contains(name)) client.params.add(name, value);
  }
  if (client.quirks == TokenAnswerQuirks{}) client.quirks = provider.quirks;
}

}  // namespace

bool add_provider(std::string_view name, ClientFile& file) {
  const Provider* provider = provider_named(name);
  if (provider == nullptr) return false;
  fill(file.server, *provider);
  fill(file.client, *provider);
  return true;
}

std::string known_providers() {
  std::vector<std::string> names;
  for (const Provider& provider : providers()) names.push_back('"' + std::string(provider.name) + '"');
  const std::string last = names.back();
  names.pop_back();
  return join(names, ", ") + " or " + last;
}

void add_google(ServerMetadata& server) {
  if (!is_googles(server.authorization_endpoint) || !is_googles(server.token_endpoint)) return;
  fill(server, *provider_named("google"));
}

}  // namespace oauthctl

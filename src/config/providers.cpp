#include "config/providers.h"

namespace oauthctl {
namespace {

void fill(std::string& member, const char* value) {
  if (member.empty()) member = value;
}

/// https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps: no issuer, no discovery, and a
/// revocation endpoint that is not that of RFC 7009.
void add_github(ClientFile& file) {
  fill(file.server.authorization_endpoint, "https://github.com/login/oauth/authorize");
  fill(file.server.token_endpoint, "https://github.com/login/oauth/access_token");
  fill(file.server.device_authorization_endpoint, "https://github.com/login/device/code");
  fill(file.server.userinfo_endpoint, "https://api.github.com/user");
  // Its manual knows the secret in the body only.
  if (!file.client.client_secret.empty()) fill(file.client.token_endpoint_auth_method, "client_secret_post");
}

bool is_googles(const std::string& endpoint) {
  return endpoint.starts_with("https://accounts.google.com/") ||
         endpoint.starts_with("https://oauth2.googleapis.com/") || endpoint.starts_with("https://www.googleapis.com/");
}

}  // namespace

bool add_provider(std::string_view name, ClientFile& file) {
  if (name != "github") return false;
  add_github(file);
  return true;
}

std::string_view known_providers() {
  return "\"github\"";
}

void add_google(ServerMetadata& server) {
  if (!is_googles(server.authorization_endpoint) || !is_googles(server.token_endpoint)) return;
  fill(server.issuer, "https://accounts.google.com");
  fill(server.jwks_uri, "https://www.googleapis.com/oauth2/v3/certs");
  fill(server.revocation_endpoint, "https://oauth2.googleapis.com/revoke");
  fill(server.userinfo_endpoint, "https://openidconnect.googleapis.com/v1/userinfo");
}

}  // namespace oauthctl

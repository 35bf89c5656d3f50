#include "oauth/google.h"

#include <algorithm>

#include "base/url.h"

namespace oauthctl {
namespace {

bool is_googles(const std::string& text) {
  const auto url = Url::parse(text);
  return url && url->scheme == "https" &&
         (url->host == "accounts.google.com" || url->host == "oauth2.googleapis.com" ||
          url->host == "www.googleapis.com");
}

}  // namespace

bool is_google(const ServerMetadata& server) {
  return is_googles(server.issuer) || is_googles(server.token_endpoint);
}

Params with_google_defaults(Params extra, const Client& client, bool holds_refresh_token) {
  const auto unset = [&](const char* name) { return !extra.contains(name) && !client.params.contains(name); };
  if (unset("access_type")) extra.add("access_type", "offline");
  if (!holds_refresh_token && unset("prompt")) extra.add("prompt", "consent");
  return extra;
}

}  // namespace oauthctl

#include "model/server/google.h"

#include <algorithm>
#include <array>

#include "base/url.h"

namespace oauthctl {
namespace {

constexpr std::array hosts = {"accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"};

}  // namespace

bool is_googles(std::string_view text) {
  const auto url = Url::parse(text);
  return url && url->scheme == "https" && std::find(hosts.begin(), hosts.end(), url->host) != hosts.end();
}

}  // namespace oauthctl

#include "devserver/clients/redirect_uri.h"

#include "base/text.h"
#include "base/url.h"

namespace oauthctl::devserver {
namespace {

bool is_private_use(const std::string& uri) {
  const std::string scheme = uri.substr(0, uri.find(':'));
  return scheme.size() < uri.size() && scheme.find('.') != std::string::npos && !Url::parse(uri) &&
         scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-+") == std::string::npos && scheme[0] >= 'a' &&
         scheme[0] <= 'z' && uri.find('#') == std::string::npos && uri.find_first_of("\\<>\"'") == std::string::npos &&
         is_visible_ascii(uri) && uri.size() <= 2048;
}

}  // namespace

bool may_be_registered(const std::string& redirect_uri) {
  const auto url = Url::parse(redirect_uri);
  return url ? is_safe_endpoint(*url) : is_private_use(redirect_uri);
}

bool matches(const std::string& registered, const std::string& asked) {
  if (registered == asked) return true;
  auto a = Url::parse(registered);
  auto b = Url::parse(asked);
  if (!a || !b || a->scheme != "http" || !a->is_loopback()) return false;
  a->port = b->port = 0;
  return a->text() == b->text();
}

}  // namespace oauthctl::devserver

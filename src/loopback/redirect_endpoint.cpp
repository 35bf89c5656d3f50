#include "loopback/redirect_endpoint.h"

#include "base/file.h"
#include "base/text.h"
#include "base/url.h"
#include "loopback/listening_sockets.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr const char* any_port_uri = "http://127.0.0.1/callback";

struct LoopbackUri {
  std::string registered;
  Url url;
};

std::vector<LoopbackUri> loopback_uris(const std::vector<std::string>& redirect_uris) {
  std::vector<LoopbackUri> found;
  for (const auto& uri : redirect_uris) {
    const auto url = Url::parse(uri);
    if (url && url->scheme == "http" && url->is_loopback() && !url->fragment) found.push_back({uri, *url});
  }
  return found;
}

std::vector<std::string> addresses_of(const Url& url) {
  if (url.host == "localhost") return {"127.0.0.1", "::1"};
  if (url.host == "[::1]") return {"::1"};
  return {url.host};
}

/// Servers compare redirect URIs byte for byte (RFC 9700 §4.1.3), so only the port is changed.
std::string with_port(const LoopbackUri& uri, int port) {
  if (uri.url.port != 0) return uri.registered;
  const auto authority = uri.registered.find("://") + 3;
  const auto end = uri.registered.find_first_of("/?", authority);
  std::string out = uri.registered;
  return out.insert(end == std::string::npos ? out.size() : end, ':' + std::to_string(port));
}

RedirectEndpoint endpoint(const LoopbackUri& uri, ListeningSockets listening) {
  return {with_port(uri, listening.port),
          {uri.url.host, listening.port, uri.url.path.empty() ? "/" : uri.url.path, uri.url.query.value_or("")},
          std::move(listening.sockets)};
}

std::string refusal(const LoopbackUri& uri, std::error_code error) {
  if (error == std::errc::address_in_use && uri.url.port != 0)
    return "port " + std::to_string(uri.url.port) + " of " + uri.registered + " is taken by another program";
  return uri.registered + " cannot be listened on: " + describe_errno(error.value());
}

[[noreturn]] void fail_without_loopback(const std::vector<std::string>& redirect_uris) {
  throw Error(ErrorKind::usage,
              "no redirect URI of this client is http on a loopback address: " + printable(join(redirect_uris, ", ")),
              std::string("register ") + any_port_uri + " with the provider and add it to \"redirect_uris\"");
}

}  // namespace

RedirectEndpoint bind_redirect_endpoint(const std::vector<std::string>& redirect_uris) {
  const auto candidates = loopback_uris(redirect_uris.empty() ? std::vector<std::string>{any_port_uri} : redirect_uris);
  if (candidates.empty()) fail_without_loopback(redirect_uris);
  std::vector<std::string> refusals;
  for (const auto& uri : candidates) {
    auto listening = listen_on(addresses_of(uri.url), uri.url.port);
    if (auto* bound = std::get_if<ListeningSockets>(&listening)) return endpoint(uri, std::move(*bound));
    refusals.push_back(refusal(uri, std::get<std::error_code>(listening)));
  }
  throw Error(ErrorKind::unavailable, join(refusals, "; "),
              std::string("end that program, or register ") + any_port_uri +
                  " (no port: any free one is used) and add it to \"redirect_uris\"");
}

}  // namespace oauthctl

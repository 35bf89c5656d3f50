#include "loopback/redirect_endpoint.h"

#include <algorithm>

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

std::vector<LoopbackUri> loopback_uris(const std::vector<std::string>& redirect_uris, std::string_view scheme) {
  std::vector<LoopbackUri> found;
  for (const auto& uri : redirect_uris) {
    const auto url = Url::parse(uri);
    if (url && url->scheme == scheme && url->is_loopback() && !url->fragment) found.push_back({uri, *url});
  }
  return found;
}

std::vector<std::string> addresses_of(const Url& url) {
  if (url.host == "localhost") return {"127.0.0.1", "::1"};
  if (url.host == "[::1]") return {"::1"};
  return {url.host};
}

/// The port to listen on. Only a URI of http may leave it open (RFC 8252 §7.3).
int port_of(const Url& url) {
  return url.scheme == "https" ? url.effective_port() : url.port;
}

/// Servers compare redirect URIs byte for byte (RFC 9700 §4.1.3), so only the port is changed.
std::string with_port(const LoopbackUri& uri, int port) {
  if (port_of(uri.url) != 0) return uri.registered;
  const auto authority = uri.registered.find("://") + 3;
  const auto end = uri.registered.find_first_of("/?", authority);
  std::string out = uri.registered;
  return out.insert(end == std::string::npos ? out.size() : end, ':' + std::to_string(port));
}

RedirectEndpoint endpoint(const LoopbackUri& uri, ListeningSockets listening) {
  return {with_port(uri, listening.port),
          {uri.url.host, listening.port, uri.url.path.empty() ? "/" : uri.url.path, uri.url.query.value_or(""),
           uri.url.scheme},
          std::move(listening.sockets)};
}

std::string refusal(const LoopbackUri& uri, std::error_code error) {
  if (error == std::errc::address_in_use && port_of(uri.url) != 0)
    return "port " + std::to_string(port_of(uri.url)) + " of " + uri.registered + " is taken by another program";
  return uri.registered + " cannot be listened on: " + describe_errno(error.value());
}

[[noreturn]] void fail_without_loopback(const std::vector<std::string>& redirect_uris) {
  throw Error(ErrorKind::usage,
              "no redirect URI of this client is http on a loopback address: " + printable(join(redirect_uris, ", ")),
              std::string("register ") + any_port_uri + " with the server and add it to \"redirect_uris\"");
}

[[noreturn]] void fail_without_https(const std::vector<std::string>& redirect_uris) {
  throw Error(ErrorKind::usage,
              "a certificate needs an https redirect URI on a loopback address, and this client has none: " +
                  printable(join(redirect_uris, ", ")),
              "leave out --tls-certificate and --tls-key");
}

/// OAuth 2.0 out of band: the server shows the code on a page. Google and others no longer allow that.
bool is_out_of_band(const std::string& uri) {
  const std::string name = to_lower(uri);
  return name == "oob" || name == "urn:ietf:wg:oauth:2.0:oob" || name == "urn:ietf:wg:oauth:2.0:oob:auto";
}

/// Whether a browser shows it as an address that a person can copy: https, or a scheme of the client's own
/// (RFC 8252 §7.1).
bool is_pastable(const std::string& uri) {
  constexpr std::string_view others[] = {"http", "urn", "javascript", "data", "file", "about", "blob"};
  const std::string scheme = to_lower(uri.substr(0, uri.find(':')));
  if (!is_visible_ascii(uri) || uri.find('#') != std::string::npos || scheme.size() == uri.size()) return false;
  if (scheme == "https") return Url::parse(uri).has_value();
  return is_scheme(scheme) && std::find(std::begin(others), std::end(others), scheme) == std::end(others);
}

}  // namespace

std::optional<std::string> redirect_uri_to_paste(const std::vector<std::string>& redirect_uris) {
  if (redirect_uris.empty() || !loopback_uris(redirect_uris, "http").empty()) return std::nullopt;
  const auto found = std::find_if(redirect_uris.begin(), redirect_uris.end(), is_pastable);
  if (found != redirect_uris.end()) return *found;
  if (std::none_of(redirect_uris.begin(), redirect_uris.end(), is_out_of_band)) return std::nullopt;
  throw Error(
      ErrorKind::usage,
      "the redirect URI " + printable(join(redirect_uris, ", ")) +
          " is out of band: the server would show the code on a page, and most servers now refuse that",
      std::string("register ") + any_port_uri + " with the server in its place, and name it in \"redirect_uris\"");
}

RedirectEndpoint bind_redirect_endpoint(const std::vector<std::string>& redirect_uris, std::string_view scheme) {
  const auto candidates =
      loopback_uris(redirect_uris.empty() ? std::vector<std::string>{any_port_uri} : redirect_uris, scheme);
  if (candidates.empty() && scheme == "https") fail_without_https(redirect_uris);
  if (candidates.empty()) fail_without_loopback(redirect_uris);
  std::vector<std::string> refusals;
  for (const auto& uri : candidates) {
    auto listening = listen_on(addresses_of(uri.url), port_of(uri.url));
    if (auto* bound = std::get_if<ListeningSockets>(&listening)) return endpoint(uri, std::move(*bound));
    refusals.push_back(refusal(uri, std::get<std::error_code>(listening)));
  }
  throw Error(ErrorKind::unavailable, join(refusals, "; "),
              std::string("end that program, or register ") + any_port_uri +
                  " (no port: any free one is used) and add it to \"redirect_uris\"");
}

}  // namespace oauthctl

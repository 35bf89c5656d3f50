#include <arpa/inet.h>
#include <curl/curl.h>

#include <memory>

#include "base/text.h"
#include "base/url.h"
#include "fuzz/harness.h"
#include "fuzz/properties.h"

namespace oauthctl::fuzz {
namespace {

using CurlUrl = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned(text, curl_free);
  return text;
}

/// We decide by our reading of a URL, but curl sends the request by its own, so both must be the same.
void require_same(const std::string& ours, const std::string& curls, const char* what, std::string_view text) {
  require(ours == curls,
          std::string(what) + " is '" + ours + "' to us and '" + curls + "' to curl in " + std::string(text));
}

/// An IPv6 address in the one spelling of RFC 5952, as curl writes it; other hosts as they are.
std::string canonical(const std::string& host) {
  in6_addr address{};
  char text[INET6_ADDRSTRLEN];
  if (!host.starts_with('[') || inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &address) != 1)
    return host;
  return std::string("[") + inet_ntop(AF_INET6, &address, text, sizeof text) + ']';
}

void compare(const Url& ours, CURLU* curls, std::string_view text) {
  require_same(ours.scheme, part(curls, CURLUPART_SCHEME), "the scheme", text);
  require_same(canonical(ours.host), canonical(to_lower(part(curls, CURLUPART_HOST))), "the host", text);
  require_same(std::to_string(ours.effective_port()), part(curls, CURLUPART_PORT, CURLU_DEFAULT_PORT), "the port",
               text);
  // An empty path is asked for as `/`.
  require_same(ours.path.empty() ? "/" : ours.path, part(curls, CURLUPART_PATH), "the path", text);
  require_same(ours.query.value_or(""), part(curls, CURLUPART_QUERY), "the query", text);
}

void check(std::string_view input) {
  const auto ours = Url::parse(input);
  if (!ours) return;
  require_fit_for_terminal(ours->text());
  const auto again = Url::parse(ours->text());
  require(again && again->text() == ours->text(), "a URL changes when it is written and read");
  if (ours->scheme != "https" && ours->scheme != "http") return;
  const CurlUrl curls(curl_url(), curl_url_cleanup);
  const std::string text(input);
  require(curl_url_set(curls.get(), CURLUPART_URL, text.c_str(), CURLU_PATH_AS_IS | CURLU_DISALLOW_USER) == CURLUE_OK,
          "curl refuses a URL that we take: " + text);
  compare(*ours, curls.get(), input);
}

const Harness harness{"urls", check};

}  // namespace
}  // namespace oauthctl::fuzz

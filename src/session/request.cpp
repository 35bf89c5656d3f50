#include "session/request.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "session/renewal.h"
#include "session/token.h"

namespace oauthctl {
namespace {

constexpr std::size_t longest_kept_refusal = 64 * 1024;

HttpRequest with_token(HttpRequest request, const TokenSet& tokens) {
  request.headers.set("Authorization", tokens.token_type + " " + tokens.access_token.reveal());
  return request;
}

/// As it is sent: without the fragment (RFC 9110 §7.1). What is no URL is not repeated, for it may hold a password.
std::string safe_url(const std::string& text) {
  auto url = Url::parse(text);
  if (!url) {
    throw Error(ErrorKind::usage, "that is no URL to send a token to",
                "write it whole and without a user, as https://host/path");
  }
  url->fragment.reset();
  if (is_safe_endpoint(*url)) return url->text();
  throw Error(ErrorKind::usage, "a token is not sent to " + url->scheme + "://" + url->host +
                                    ": https, or http on a loopback host, only");
}

}  // namespace

HttpResponse authenticated_request(const std::string& profile, const HttpRequest& request, const Services& services) {
  HttpRequest whole = request;
  whole.url = safe_url(request.url);
  const Record record = token(profile, {}, services);
  // The body of a first 401 is kept back: it is the answer only when no renewal can change it.
  std::string refusal;
  HttpRequest first = with_token(whole, record.tokens);
  first.sink = [&](const HttpResponse& head, std::string_view piece) {
    if (head.status != 401) return request.sink(head, piece);
    refusal.append(piece.substr(0, longest_kept_refusal - std::min(refusal.size(), longest_kept_refusal)));
  };
  HttpResponse response = services.transport.send(first);
  if (response.status != 401) return response;
  if (!is_renewable(record)) {
    request.sink(response, refusal);
    return response;
  }
  services.notices.step("the resource answered 401: renewing the token and asking once more");
  const Record fresh = token(profile, {.refresh = true, .min_ttl = {}}, services);
  return services.transport.send(with_token(whole, fresh.tokens));
}

}  // namespace oauthctl

#include "session/request.h"

#include "base/text.h"
#include "base/url.h"
#include "oauth/endpoint.h"
#include "session/party.h"
#include "session/send.h"
#include "session/token.h"

namespace oauthctl {
namespace {

HttpResponse send_with_token(HttpRequest request, const Record& record, const Services& services) {
  const TokenSet& tokens = record.tokens;
  request.headers.set("Authorization", tokens.token_type + " " + tokens.access_token.reveal());
  show_certificate(tokens, request);
  return send_with_proof([&] { return request; }, {record.dpop_key, tokens.access_token, {}}, services);
}

void require_access_token(const Record& record) {
  if (record.tokens.is_access_token()) return;
  throw Error(ErrorKind::usage, "the token of profile " + record.profile + " is not an access token but " +
                                    printable(record.tokens.issued_token_type, 100));
}

/// The URL as it is sent: without the fragment (RFC 9110 §7.1). A text that is not a URL is not repeated, because it
/// may hold a password.
std::string safe_url(const std::string& text) {
  auto url = Url::parse(text);
  if (!url) {
    throw Error(ErrorKind::usage, "that is not a URL to send a token to",
                "write the whole URL without a user name: https://host/path");
  }
  url->fragment.reset();
  if (is_safe_endpoint(*url)) return url->text();
  throw Error(ErrorKind::usage, "a token is not sent to " + url->scheme + "://" + url->host +
                                    ": https, or http on a loopback host, only");
}

/// Whose token it is, and how that profile was chosen.
struct Owner {
  const std::string& profile;
  Chosen chosen;
};

/// The record, if its token may go there. A redirect stays at the origin, but it may lead out of a served path.
Record record_for(const Owner& owner, const TokenDemand& demand, HttpRequest& request, const Services& services) {
  require_served(load_record(owner.profile, services.store), request.url, owner.chosen);
  Record record = token(owner.profile, demand, services);
  require_served(record, request.url, owner.chosen);
  require_access_token(record);
  if (!serves_origin_of(record, request.url)) request.same_origin_redirects = 0;
  return record;
}

}  // namespace

HttpResponse authenticated_request(const std::string& profile, const HttpRequest& request, const Services& services,
                                   Chosen chosen) {
  const Owner owner{profile, chosen};
  HttpRequest whole = request;
  whole.url = safe_url(request.url);
  const Record record = record_for(owner, {}, whole, services);
  require_unchanged_party(record, services);
  // A first 401 is the answer only if no renewal can change it.
  WithheldRefusal refusal(request.sink);
  HttpRequest first = whole;
  first.sink = refusal.sink();
  HttpResponse response = send_with_token(first, record, services);
  if (response.status != 401) return response;
  if (!is_renewable(record)) {
    refusal.release(response);
    return response;
  }
  services.notices.step("the resource answered 401: renewing the token and retrying");
  const Record fresh = record_for(owner, {.refresh = true, .min_ttl = {}}, whole, services);
  return send_with_token(whole, fresh, services);
}

}  // namespace oauthctl

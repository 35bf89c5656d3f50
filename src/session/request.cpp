#include "session/request.h"

#include <algorithm>
#include <iterator>

#include "base/duration.h"
#include "base/retry_after.h"
#include "base/text.h"
#include "base/url.h"
#include "model/targeted_tokens.h"
#include "oauth/endpoint.h"
#include "session/party.h"
#include "session/send.h"
#include "session/step_up.h"
#include "session/token.h"

namespace oauthctl {
namespace {

HttpResponse send_with_token(HttpRequest request, const Record& record, const Services& services) {
  const TokenSet& tokens = record.tokens;
  request.headers.set("Authorization", tokens.token_type + " " + tokens.access_token.reveal());
  show_certificate(tokens, request);
  return send_with_proof([&] { return request; }, {record.dpop_key, tokens.access_token, {}}, services);
}

/// Longer waits are for the person or the script to decide.
constexpr std::chrono::seconds longest_wait{60};

/// RFC 9110 §9.2.2: sending them twice does no harm.
bool is_idempotent(const std::string& method) {
  constexpr std::string_view methods[] = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"};
  return std::find(std::begin(methods), std::end(methods), method) != std::end(methods);
}

bool is_busy(const HttpResponse& head) {
  return head.status == 429 || head.status >= 500;
}

/// Sends a request again while that may help.
class Retries {
 public:
  Retries(int left, const Services& services) : left_(left), services_(services) {}

  HttpResponse send(const HttpRequest& request, const Record& record) {
    while (true) {
      if (left_ == 0) return send_with_token(request, record, services_);
      if (auto response = send_unless_busy(request, record)) return std::move(*response);
    }
  }

 private:
  /// Nothing: the answer says to try again, and the pause is over.
  std::optional<HttpResponse> send_unless_busy(const HttpRequest& request, const Record& record) {
    WithheldRefusal busy(request.sink, is_busy);
    HttpRequest withheld = request;
    withheld.sink = busy.sink();
    try {
      HttpResponse response = send_with_token(withheld, record, services_);
      const bool helps = is_busy(response) && is_idempotent(request.method) && rewind_body(request);
      const auto wait = retry_after(response.headers).value_or(pause_);
      if (!helps || wait > longest_wait) {
        busy.release(response);
        return response;
      }
      wait_for(wait, "the answer's status is " + std::to_string(response.status));
    } catch (const NetworkFault& fault) {
      const bool helps = !fault.was_connected() || (is_idempotent(request.method) && !busy.has_passed_on());
      if (!helps || !rewind_body(request)) throw;
      wait_for(pause_, fault.message());
    }
    return std::nullopt;
  }

  void wait_for(std::chrono::seconds wait, const std::string& why) {
    services_.notices.warning(why + "; retrying in " + describe(wait));
    services_.sleep(wait);
    pause_ = std::min(2 * pause_, longest_wait);
    --left_;
  }

  int left_;
  const Services& services_;
  std::chrono::seconds pause_{1};
};

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
    throw Error(ErrorKind::usage, "this is not a URL that a token can be sent to",
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
  const Target& asked;
};

/// The record, if its token may go there. A redirect stays at the origin, but it may lead out of a served path.
Record record_for(const Owner& owner, TokenDemand demand, HttpRequest& request, const Services& services) {
  const Record seen = load_record(owner.profile, services.store);
  require_served(seen, request.url, owner.chosen);
  demand.target = target_of(seen, owner.asked, request.url);
  Record record = token(owner.profile, demand, services);
  require_served(record, request.url, owner.chosen);
  require_access_token(record);
  // A token for one resource is not for what stands beside it.
  const bool is_aimed = demand.target.names_place() && record.resource.size() > 1;
  if (is_aimed || !serves_origin_of(record, request.url, owner.chosen)) request.same_origin_redirects = 0;
  return record;
}

}  // namespace

HttpResponse authenticated_request(const std::string& profile, const HttpRequest& request, const Services& services,
                                   Chosen chosen, int retries, const Target& asked) {
  const Owner owner{profile, chosen, asked};
  HttpRequest whole = request;
  whole.url = safe_url(request.url);
  const Record record = record_for(owner, {}, whole, services);
  require_unchanged_party(record, services);
  // A first 401 is the answer only if no renewal can change it.
  WithheldRefusal refusal(request.sink);
  HttpRequest first = whole;
  first.sink = refusal.sink();
  Retries tries(retries, services);
  HttpResponse response = tries.send(first, record);
  if (response.status != 401) return response;
  // RFC 9470 §5: a renewed token is of the same sign-in.
  if (!is_renewable(record) || wants_step_up(response)) {
    refusal.release(response);
    return response;
  }
  services.notices.step("the resource answered 401: renewing the token and retrying");
  const Record fresh = record_for(owner, {.refresh = true, .min_ttl = {}}, whole, services);
  if (!rewind_body(whole)) {
    refusal.release(response);
    throw Error(ErrorKind::unavailable, "the resource answered 401, and a body from a pipe cannot be sent again",
                "the token was renewed, so run the command again");
  }
  return tries.send(whole, fresh);
}

}  // namespace oauthctl

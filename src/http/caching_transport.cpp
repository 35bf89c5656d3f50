#include "http/caching_transport.h"

#include "base/duration.h"
#include "http/cache_control.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

bool is_right(const HttpRequest& request, const HttpResponse& answer) {
  try {
    request.keeping->check(answer);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::optional<HttpResponse> CachingTransport::find(const HttpRequest& request, const AnswerKey& key) const {
  if (wants_fresh(request.headers)) return std::nullopt;
  auto kept = kept_.find(key, clock_());
  if (!kept || !is_right(request, kept->answer)) return std::nullopt;
  notices_.step("using the cached answer, valid for " + describe(kept->good_until - clock_()) +
                " more: " + request.url);
  return std::move(kept->answer);
}

void CachingTransport::keep(const HttpRequest& request, const AnswerKey& key, const HttpResponse& answer) const {
  const auto fresh_for = freshness(answer.headers);
  if (answer.status != 200 || fresh_for <= std::chrono::seconds{0} || !is_right(request, answer))
    return kept_.forget(key);
  const TimePoint now = clock_();
  kept_.keep(key, answer, now, now + fresh_for);
}

HttpResponse CachingTransport::send(const HttpRequest& request) {
  if (!request.keeping || request.keeping->issuer.empty()) return inner_.send(request);
  const AnswerKey key{request.keeping->issuer, request.url};
  if (auto found = find(request, key)) return *std::move(found);
  HttpResponse answer = inner_.send(request);
  keep(request, key, answer);
  return answer;
}

}  // namespace oauthctl

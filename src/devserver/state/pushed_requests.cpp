#include "devserver/state/pushed_requests.h"

#include "devserver/state/random_token.h"

namespace oauthctl::devserver {

std::string PushedRequests::push(const std::string& client_id, const Params& params, std::chrono::seconds good_for) {
  // RFC 9126 §2.2: nobody must be able to guess it.
  std::string request_uri = "urn:ietf:params:oauth:request_uri:" + random_token().reveal();
  const std::lock_guard lock(mutex_);
  std::erase_if(pushed_, [now = now_()](const auto& one) { return one.second.expires_at <= now; });
  pushed_[request_uri] = {client_id, params, now_() + good_for};
  return request_uri;
}

std::optional<Params> PushedRequests::take(const std::string& request_uri, const std::string& client_id) {
  const std::lock_guard lock(mutex_);
  const auto found = pushed_.find(request_uri);
  if (found == pushed_.end() || found->second.client_id != client_id) return std::nullopt;
  const Pushed taken = std::move(found->second);
  pushed_.erase(found);
  return taken.expires_at > now_() ? std::optional(taken.params) : std::nullopt;
}

}  // namespace oauthctl::devserver

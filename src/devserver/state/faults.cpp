#include "devserver/state/faults.h"

#include <algorithm>

namespace oauthctl::devserver {

void Fault::answer(Response& response) const {
  response.status = status;
  response.set_content(body, "application/json");
  if (endless) response.sent = Response::Body::endless;
  for (const auto& [name, value] : headers) response.set_header(name, value);
}

bool Faults::add(Fault fault) {
  if (!endpoints_.contains(fault.endpoint)) return false;
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(fault));
  return true;
}

void Faults::clear() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
}

std::optional<Fault> Faults::take(const std::string& endpoint) {
  const std::lock_guard lock(mutex_);
  const auto fault = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const Fault& candidate) { return candidate.endpoint == endpoint; });
  if (fault == waiting_.end()) return std::nullopt;
  Fault taken = *fault;
  if (--fault->count <= 0) waiting_.erase(fault);
  return taken;
}

}  // namespace oauthctl::devserver

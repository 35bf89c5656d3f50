#include "devserver/state/faults.h"

#include <algorithm>

namespace oauthctl::devserver {
namespace {

bool write_filler(std::size_t, httplib::DataSink& sink) {
  static const std::string filler(4096, ' ');
  return sink.write(filler.data(), filler.size());
}

}  // namespace

void Fault::answer(httplib::Response& response) const {
  response.status = status;
  if (endless) {
    response.set_chunked_content_provider("application/json", write_filler);
  } else {
    response.set_content(body, "application/json");
  }
  for (const auto& [name, value] : headers) {
    response.headers.erase(name);
    response.set_header(name, value);
  }
}

void cut_off(httplib::Response& response) {
  const std::size_t size = std::max<std::size_t>(response.body.size(), 1);
  const std::string type = response.get_header_value("Content-Type");
  response.body.clear();
  response.headers.erase("Content-Type");
  response.set_content_provider(size, type, [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
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
  const Fault taken = *fault;
  if (--fault->count <= 0) waiting_.erase(fault);
  return taken;
}

}  // namespace oauthctl::devserver

#include "session/withheld_refusal.h"

#include <algorithm>

namespace oauthctl {
namespace {

constexpr std::size_t longest = 64 * 1024;

}  // namespace

BodySink WithheldRefusal::sink() {
  if (!sink_) return {};
  return [this](const HttpResponse& head, std::string_view piece) {
    if (head.status != 401) return sink_(head, piece);
    body_.append(piece.substr(0, longest - std::min(body_.size(), longest)));
  };
}

void WithheldRefusal::release(const HttpResponse& response) const {
  if (sink_ && !body_.empty()) sink_(response, body_);
}

}  // namespace oauthctl

#pragma once

#include <chrono>
#include <functional>

#include "model/http.h"

namespace oauthctl {

/// Retries a request that `may_repeat` once, if the server is busy (429 or 503) and sends a `Retry-After` of at most
/// ten seconds. Any other answer is passed on as it is.
class PatientTransport : public Transport {
 public:
  /// `sleep` may throw, which ends the wait and the request.
  PatientTransport(Transport& inner, std::function<void(std::chrono::seconds)> sleep)
      : inner_(inner), sleep_(std::move(sleep)) {}
  HttpResponse send(const HttpRequest& request) override;

 private:
  Transport& inner_;
  std::function<void(std::chrono::seconds)> sleep_;
};

}  // namespace oauthctl

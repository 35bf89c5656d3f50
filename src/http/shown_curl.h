#pragma once

#include "http/curl_transport.h"
#include "http/redaction.h"
#include "http/trace.h"

namespace oauthctl {

/// Curl, with its requests shown at the verbosity that the user asked for: 0 not at all, 1 one line each, 2 completely.
/// Adds the secrets in them to `secrets` at every verbosity.
class ShownCurl final : public Transport {
 public:
  ShownCurl(const TransportSettings& settings, int verbosity, KnownSecrets& secrets, TracingTransport::Line line)
      : curl_(settings),
        redactor_(secrets),
        trace_(curl_, redactor_, level(verbosity), std::move(line), std::chrono::steady_clock::now) {}

  HttpResponse send(const HttpRequest& request) override { return trace_.send(request); }

 private:
  static TraceLevel level(int verbosity) {
    if (verbosity == 0) return TraceLevel::silent;
    return verbosity > 1 ? TraceLevel::full : TraceLevel::summary;
  }

  CurlTransport curl_;
  Redactor redactor_;
  TracingTransport trace_;
};

}  // namespace oauthctl

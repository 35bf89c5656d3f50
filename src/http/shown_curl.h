#pragma once

#include "http/curl_transport.h"
#include "http/redaction.h"
#include "http/trace.h"

namespace oauthctl {

/// Curl, with its requests shown as far as the user asked for it: verbosity 0 not at all, 1 a line each, 2 whole. What
/// is secret in them is added to `secrets`, whether it is shown or not.
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

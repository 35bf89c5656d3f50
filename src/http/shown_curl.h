#pragma once

#include "http/curl_transport.h"
#include "http/redaction.h"
#include "http/trace.h"

namespace oauthctl {

/// Curl, with its requests shown as far as the user asked for it: verbosity 0 not at all, 1 a line each, 2 whole.
class ShownCurl final : public Transport {
 public:
  ShownCurl(const TransportSettings& settings, int verbosity, Fingerprint fingerprint, TracingTransport::Line line)
      : curl_(settings),
        redactor_(std::move(fingerprint)),
        trace_(curl_, redactor_, verbosity > 1 ? TraceLevel::full : TraceLevel::summary, std::move(line),
               std::chrono::steady_clock::now),
        is_shown_(verbosity > 0) {}

  HttpResponse send(const HttpRequest& request) override {
    return is_shown_ ? trace_.send(request) : curl_.send(request);
  }

 private:
  CurlTransport curl_;
  Redactor redactor_;
  TracingTransport trace_;
  bool is_shown_;
};

}  // namespace oauthctl

#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "http/redaction.h"
#include "model/http.h"

namespace oauthctl {

enum class TraceLevel {
  silent,   ///< only learns which values are secret, to hide them in other texts
  summary,  ///< `-v`: one line per request
  full,     ///< `-vv`: headers and bodies too
};

/// Shows every request and its answer without their secrets, and registers the secrets.
class TracingTransport : public Transport {
 public:
  using Line = std::function<void(const std::string& text)>;
  using Now = std::function<std::chrono::steady_clock::time_point()>;

  TracingTransport(Transport& inner, Redactor& redactor, TraceLevel level, Line line, Now now)
      : inner_(inner), redactor_(redactor), level_(level), line_(std::move(line)), now_(std::move(now)) {}
  HttpResponse send(const HttpRequest& request) override;

 private:
  HttpResponse learned(const HttpRequest& request);
  void show(const HttpRequest& request);
  void show(const HttpResponse& answer);
  void show(const std::string& text);
  void show_fields(const char* mark, const Params& headers);

  Transport& inner_;
  Redactor& redactor_;
  TraceLevel level_;
  Line line_;
  Now now_;
};

}  // namespace oauthctl

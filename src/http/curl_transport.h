#pragma once

#include <array>
#include <memory>

#include "base/url.h"
#include "http/transport_settings.h"
#include "http/trust.h"
#include "model/http.h"

namespace oauthctl {

/// The system's trusted certificates, where libcurl was built to find them.
Trust system_trust();

/// Transport over libcurl: https with a verified certificate (TLS 1.2 or newer), or http to a loopback host. It keeps
/// connections for as long as it lives, but a request that is not idempotent gets a new one. A body without a
/// Content-Type is sent as a form.
class CurlTransport : public Transport {
 public:
  explicit CurlTransport(TransportSettings settings, const Trust& system = system_trust());
  HttpResponse send(const HttpRequest& request) override;

 private:
  HttpResponse exchange(const HttpRequest& request, const Url& url, bool follows_redirects);
  /// The URL that the answer just received redirects to; nothing if that is not a URL.
  std::optional<Url> redirect_target() const;

  TransportSettings settings_;
  std::array<char, 256> words_{};  ///< curl writes its errors here, even while it closes
  std::unique_ptr<void, void (*)(void*)> easy_;
  std::unique_ptr<void, void (*)(void*)> multi_;  ///< keeps the connections
  TrustPlan trust_;
};

}  // namespace oauthctl

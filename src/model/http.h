#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/params.h"
#include "oauthctl/secret.h"

namespace oauthctl {

struct HttpResponse {
  int status = 0;
  Params headers;  ///< names in lower case
  std::string body;
  std::string url;  ///< where the answer came from; differs from the request's only where redirects were allowed
};

/// Receives a body piece by piece instead of `HttpResponse::body`; `head` has the status and headers.
using BodySink = std::function<void(const HttpResponse& head, std::string_view piece)>;

/// That an answer is worth keeping: a document of this issuer, for as long as its Cache-Control says.
struct Keeping {
  std::string issuer;
  /// Throws for an answer that is no such document: a server's mistake must not outlive its correction.
  std::function<void(const HttpResponse&)> check;
};

/// The client's end of a TLS connection (RFC 8705), as PEM files.
struct ClientCertificate {
  std::string certificate_file;
  std::string key_file;
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  Params headers;
  Secret body;
  /// Redirects to follow, same origin only. Zero for every protocol endpoint but discovery: a token request that
  /// follows a redirect hands its secrets to whoever wrote the Location.
  int same_origin_redirects = 0;
  std::size_t max_body = 1 << 20;  ///< bytes after decompression; a longer answer is ErrorKind::protocol
  std::chrono::milliseconds timeout{30'000};
  /// Presented to the server, which must be an https one.
  std::optional<ClientCertificate> client_certificate;
  /// When set, `max_body` does not apply, and a redirect to another origin is the answer: whoever streams an answer to
  /// a person lets the person see where it leads.
  BodySink sink;
  /// May be sent again after one short `Retry-After`. Never for an authorization code (RFC 6749 §4.1.2: once only).
  bool may_repeat = false;
  /// Twice does no more than once: a connection that was kept will do, on which curl may send it again by itself. Every
  /// GET and HEAD is.
  bool idempotent = false;
  /// Whether a signal cuts it short; an answer that has begun to come gets most of a second to come whole. Not for a
  /// renewal: the server may have rotated the refresh token by then, and the answer that holds the new one would be
  /// lost.
  bool interruptible = true;
  /// Called once when a signal comes that does not cut it short: for a person who wonders why nothing happens.
  std::function<void()> when_interrupted = {};
  /// Set: the answer may be kept, and be a kept one, unless the request has `Cache-Control: no-cache`.
  std::optional<Keeping> keeping = {};
};

/// Sends one request. Returns every answer whatever its status; throws Error only when there is none: `unavailable` for
/// the network and TLS, `protocol` for an answer too large, malformed, or a redirect that may not be followed, `usage`
/// for a URL that is neither https nor loopback http.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual HttpResponse send(const HttpRequest& request) = 0;
};

}  // namespace oauthctl

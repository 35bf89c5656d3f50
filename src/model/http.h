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
  std::string url;  ///< where the answer came from; differs from the request's only if redirects were allowed
};

/// Receives a body in pieces instead of `HttpResponse::body`; `head` has the status and headers.
using BodySink = std::function<void(const HttpResponse& head, std::string_view piece)>;

/// Allows an answer to be kept: a document of this issuer, for as long as its Cache-Control says.
struct Keeping {
  std::string issuer;
  /// Throws if an answer is not such a document: a server's mistake must not outlive its correction.
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
  /// follows a redirect hands its secrets to the author of the Location.
  int same_origin_redirects = 0;
  std::size_t max_body = 1 << 20;  ///< bytes after decompression; a longer answer is ErrorKind::protocol
  std::chrono::milliseconds timeout{30'000};
  /// Presented to the server, which must use https.
  std::optional<ClientCertificate> client_certificate;
  /// When set, `max_body` does not apply, and a redirect to another origin is the answer: the person who receives the
  /// stream can then see where it leads.
  BodySink sink;
  /// May be sent again after one short `Retry-After`. Never for an authorization code (RFC 6749 §4.1.2: once only).
  bool may_repeat = false;
  /// Safe to send twice, so a kept connection may be used, on which curl may resend it. Every GET and HEAD is.
  bool idempotent = false;
  /// Whether a signal ends the request early. An answer that has begun to arrive gets most of a second to finish. Not
  /// for a renewal: the server may already have rotated the refresh token, and the answer with the new one would be
  /// lost.
  bool interruptible = true;
  /// Called once when a signal arrives that does not end the request, to tell the person why nothing happens.
  std::function<void()> when_interrupted = {};
  /// If set, the answer may be kept or come from the kept ones, unless the request has `Cache-Control: no-cache`.
  std::optional<Keeping> keeping = {};
};

/// Sends one request. Returns every answer whatever its status; throws Error only if none came: `unavailable`
/// for the network and TLS, `protocol` for an answer too large, malformed, or a redirect that may not be followed,
/// `usage` for a URL that is neither https nor loopback http.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual HttpResponse send(const HttpRequest& request) = 0;
};

}  // namespace oauthctl

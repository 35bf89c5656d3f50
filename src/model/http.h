#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/params.h"
#include "oauthctl/error.h"
#include "oauthctl/secret.h"

namespace oauthctl {

struct HttpResponse {
  int status = 0;
  Params headers;  ///< names in lower case
  std::string body;
  std::string url;  ///< where the answer came from; differs from the request's only if redirects were allowed
  std::string status_line = {};  ///< `HTTP/1.1 403 Forbidden`
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
  /// The settings that name the two, for messages.
  const char* named_by = "tls_client_certificate_file and tls_client_key_file";
};

/// A body that is read while it is sent, so that its size does not matter.
class BodySource {
 public:
  virtual ~BodySource() = default;
  /// In bytes; nothing: not known, so that the body is sent in chunks.
  virtual std::optional<std::uint64_t> size() const = 0;
  /// Reads up to `room` bytes; returns zero at the end. Throws Error if that fails.
  virtual std::size_t read(char* bytes, std::size_t room) = 0;
  /// Goes to the beginning. False: a part was read and cannot be read again, as from a pipe.
  virtual bool rewind() = 0;
};

/// A part of a multipart/form-data body (RFC 7578).
struct FormPart {
  std::string name;
  std::string value;
  std::shared_ptr<BodySource> content = {};  ///< in place of `value`
  std::string file_name = {};
  std::string type = {};
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
  std::shared_ptr<BodySource> stream = {};  ///< in place of `body`
  std::vector<FormPart> form = {};          ///< in place of `body`; sent as multipart/form-data
};

/// Goes to the beginning of the body. False: it cannot be sent again.
inline bool rewind_body(const HttpRequest& request) {
  const auto rewound = [](const std::shared_ptr<BodySource>& source) { return !source || source->rewind(); };
  bool all = rewound(request.stream);
  for (const FormPart& part : request.form) all = rewound(part.content) && all;
  return all;
}

/// ErrorKind::unavailable, for a reason that may pass: no connection, or a connection that broke.
class NetworkFault : public Error {
 public:
  NetworkFault(Error error, bool was_connected) : Error(std::move(error)), was_connected_(was_connected) {}
  /// False: the server has seen no part of the request.
  bool was_connected() const noexcept { return was_connected_; }

 private:
  bool was_connected_;
};

/// Sends one request. Returns every answer whatever its status; throws Error only if none came: `unavailable`
/// for the network (NetworkFault) and TLS, `protocol` for an answer too large, malformed, or a redirect that may not be
/// followed, `usage` for a URL that is neither https nor loopback http.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual HttpResponse send(const HttpRequest& request) = 0;
};

}  // namespace oauthctl

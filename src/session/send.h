#pragma once

#include <functional>
#include <string>

#include "model/dpop_nonces.h"
#include "model/http.h"
#include "oauth/dpop.h"

namespace oauthctl {

struct Services;

/// Sends what `make` makes with a proof in it (RFC 9449 §4), and once more where the server first wants its nonce in
/// the proof: such an answer says that nothing was done, so also a code may be presented again (§8). `make` is called
/// for each of the two, for a client assertion is good but once. Without a key it is sent as it is.
HttpResponse send_with_proof(const std::function<HttpRequest()>& make, DpopProof proof, const Services& services);

/// Keeps the body of a 401 from its sink until it is known to be the answer: what reached a sink cannot be taken back.
/// It must outlive the request that has its sink.
class WithheldRefusal {
 public:
  explicit WithheldRefusal(BodySink sink) : sink_(std::move(sink)) {}

  /// For the request that may be refused. None where there was none.
  BodySink sink();
  /// It is the answer after all.
  void release(const HttpResponse& response) const;

 private:
  BodySink sink_;
  std::string body_;
};

}  // namespace oauthctl

#pragma once

#include <functional>
#include <string>

#include "model/http.h"
#include "model/server/party.h"
#include "oauth/client/client_auth.h"
#include "oauth/dpop.h"
#include "oauth/endpoint.h"

namespace oauthctl {

struct Services;

/// A request in which the client authenticates, and the way in which the endpoint refuses it.
struct ClientRequest {
  /// Called again for each try: a client assertion and a DPoP proof can be used only once.
  std::function<HttpRequest(const Party& party, const ClientAuth& auth)> make;
  std::function<OAuthError(const HttpResponse&)> error_in = [](const HttpResponse& r) { return oauth_error(r); };
  bool may_be_presented_again = true;  ///< false: a retry only if the server plainly did not know the client
  Secret dpop_key = {};                ///< empty: without a proof
};

struct ClientAnswer {
  HttpResponse response;
  bool basic_unencoded = false;  ///< the form of credentials that this server needs; must be remembered, see Client
};

/// Sends a request to the party's server as the party's client. If the server refuses form-encoded Basic credentials
/// with 400, 401 or 403, it is sent again without the encoding; if the server wants its own nonce in the DPoP proof,
/// again with it.
ClientAnswer send_as_client(const Party& party, const ClientRequest& request, const Services& services);

/// Sends the request of `make` with a proof in it (RFC 9449 §4), and again if the server first wants its nonce in the
/// proof. Such an answer means that nothing was done, so even a code may be presented again (§8). `make` is called for
/// each of the two. Without a key the request is sent as it is.
HttpResponse send_with_proof(const std::function<HttpRequest()>& make, const DpopProof& proof,
                             const Services& services);

/// Withholds the body of an answer, such as a 401, from the sink until it is known to be the last answer, because bytes
/// in a sink cannot be taken back. It must outlive the request that has its sink.
class WithheldRefusal {
 public:
  using Withholds = bool (*)(const HttpResponse& head);

  explicit WithheldRefusal(
      BodySink sink, Withholds withholds = [](const HttpResponse& head) { return head.status == 401; })
      : sink_(std::move(sink)), withholds_(withholds) {}

  /// The sink for the request that may be refused. None if the request had none.
  BodySink sink();
  /// Passes it on: it is the answer.
  void release(const HttpResponse& response) const;
  /// Whether something went to the sink.
  bool has_passed_on() const { return has_passed_on_; }

 private:
  BodySink sink_;
  Withholds withholds_;
  std::string body_;
  bool has_passed_on_ = false;
};

}  // namespace oauthctl

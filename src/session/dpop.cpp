#include "session/dpop.h"

#include "base/url.h"
#include "session/services.h"
#include "session/withheld_refusal.h"

namespace oauthctl {
namespace {

using Giver = DpopNonces::Giver;

std::string origin_of(const std::string& url) {
  const auto parsed = Url::parse(url);
  return parsed ? parsed->origin() : "";
}

Giver giver_of(const DpopProof& proof) {
  return proof.access_token.empty() ? Giver::authorization_server : Giver::resource_server;
}

HttpResponse send_once(HttpRequest request, DpopProof proof, const Services& services) {
  const std::string origin = origin_of(request.url);
  proof.nonce = services.dpop_nonces.find(giver_of(proof), origin);
  HttpResponse response =
      services.transport.send(with_dpop_proof(std::move(request), proof, services.entropy, services.clock()));
  const std::string next = dpop_nonce(response);
  // A refusal that comes without a nonce may be for the one that we kept: not every server says so.
  if (!next.empty() || response.status == 400 || response.status == 401)
    services.dpop_nonces.remember(giver_of(proof), origin, next);
  return response;
}

}  // namespace

HttpResponse send_with_proof(const std::function<HttpRequest()>& make, DpopProof proof, const Services& services) {
  HttpRequest first = make();
  if (proof.key.empty()) return services.transport.send(first);
  WithheldRefusal refusal(first.sink);
  first.sink = refusal.sink();
  const HttpResponse response = send_once(std::move(first), proof, services);
  if (!wants_dpop_nonce(response) || dpop_nonce(response).empty()) {
    refusal.release(response);
    return response;
  }
  services.notices.step("the server wants its own nonce in the DPoP proof: once more with it");
  return send_once(make(), proof, services);
}

}  // namespace oauthctl

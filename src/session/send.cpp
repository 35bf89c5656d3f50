#include "session/send.h"

#include "base/url.h"
#include "session/services.h"

namespace oauthctl {
namespace {

using Giver = DpopNonces::Giver;

Giver giver_of(const DpopProof& proof) {
  return proof.access_token.empty() ? Giver::authorization_server : Giver::resource_server;
}

HttpResponse send_once(HttpRequest request, DpopProof proof, const Services& services) {
  const std::string origin = origin_of(request.url);
  proof.nonce = services.dpop_nonces.find(giver_of(proof), origin);
  HttpResponse response =
      services.transport.send(with_dpop_proof(std::move(request), proof, services.entropy, services.clock()));
  const std::string next = dpop_nonce(response);
  // A refusal without a nonce may be about the one that we kept: not every server says so.
  if (!next.empty() || response.status == 400 || response.status == 401)
    services.dpop_nonces.remember(giver_of(proof), origin, next);
  return response;
}

/// A refused grant is not about the encoding, because the server recognised us.
bool may_be_about_encoding(const HttpResponse& response, const OAuthError& error) {
  if (error.error == "invalid_client") return true;
  const bool vague = error.error.empty() || error.error == "invalid_request" || error.error == "unauthorized_client";
  return vague && (response.status == 400 || response.status == 401 || response.status == 403);
}

bool is_about_encoding(const HttpResponse& response, const ClientRequest& request) {
  const OAuthError error = request.error_in(response);
  // Presenting a code twice makes a server revoke what the first gave, so only a clear "unknown client" counts.
  if (!request.may_be_presented_again && error.error != "invalid_client")
    return response.status == 401 && error.error.empty();
  return may_be_about_encoding(response, error);
}

}  // namespace

ClientAnswer send_as_client(const Party& party, const ClientRequest& request, const Services& services) {
  Party as = party;
  const auto send = [&] {
    return send_with_proof([&] { return request.make(as, client_auth(as, services)); }, {request.dpop_key, {}, {}},
                           services);
  };
  HttpResponse response = send();
  if (basic_needs_encoding(as) && is_about_encoding(response, request)) {
    services.notices.step("the server refused the form-encoded client secret; retrying without encoding");
    as.client.basic_unencoded = !as.client.basic_unencoded;
    response = send();
  }
  return {std::move(response), as.client.basic_unencoded};
}

HttpResponse send_with_proof(const std::function<HttpRequest()>& make, const DpopProof& proof,
                             const Services& services) {
  HttpRequest first = make();
  if (proof.key.empty()) return services.transport.send(first);
  WithheldRefusal refusal(first.sink);
  first.sink = refusal.sink();
  HttpResponse response = send_once(std::move(first), proof, services);
  if (!wants_dpop_nonce(response) || dpop_nonce(response).empty()) {
    refusal.release(response);
    return response;
  }
  services.notices.step("the server wants its own nonce in the DPoP proof; retrying with it");
  return send_once(make(), proof, services);
}

namespace {

/// A longer refusal is an error itself, so that no part of an answer is silently dropped.
constexpr std::size_t longest_refusal = 16 << 20;

}  // namespace

BodySink WithheldRefusal::sink() {
  if (!sink_) return {};
  return [this](const HttpResponse& head, std::string_view piece) {
    if (!withholds_(head)) {
      has_passed_on_ = true;
      return sink_(head, piece);
    }
    if (body_.size() + piece.size() > longest_refusal) {
      throw Error(ErrorKind::protocol,
                  "the resource answered " + std::to_string(head.status) + " with more than 16 MiB");
    }
    body_.append(piece);
  };
}

void WithheldRefusal::release(const HttpResponse& response) const {
  if (sink_ && !body_.empty()) sink_(response, body_);
}

}  // namespace oauthctl

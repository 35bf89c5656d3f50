#include "oauth/dpop.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/text.h"
#include "base/url.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/keys/thumbprint.h"
#include "jose/sha256.h"
#include "oauth/endpoint.h"
#include "oauth/pkce.h"

namespace oauthctl {
namespace {

constexpr const char* dpop_error = "use_dpop_nonce";
constexpr std::size_t longest_nonce = 4096;

/// In our order of preference. Every server is expected to accept the first.
constexpr const char* algorithms[] = {"ES256", "EdDSA", "ES384", "ES512", "PS256", "RS256"};

const char* chosen_algorithm(const ServerMetadata& server) {
  const auto& supported = server.dpop_signing_alg_values_supported;
  if (supported.empty()) return algorithms[0];
  const auto* found = std::find_if(std::begin(algorithms), std::end(algorithms),
                                   [&](const char* name) { return contains(supported, name); });
  if (found != std::end(algorithms)) return *found;
  throw Error(
      ErrorKind::usage,
      "the server takes DPoP proofs signed with " + printable(join(supported, ", ")) + ", which oauthctl cannot make",
      "take dpop_bound_access_tokens out of the client file if a token that anybody can use will do");
}

JsonObject read_key(const Secret& key) {
  return JsonObject::parse(key.reveal(), "the DPoP key", ErrorKind::internal);
}

/// RFC 9449 §4.2: without query and fragment. The rest is normalized as in RFC 3986 §6.2, because not every server
/// normalizes before it compares.
std::string htu(const std::string& text) {
  auto url = Url::parse(text);
  if (!url) throw Error(ErrorKind::internal, "a DPoP proof needs a URL");
  const int written = std::exchange(url->port, 0);
  if (written != url->effective_port()) url->port = written;
  if (url->path.empty()) url->path = "/";
  url->query.reset();
  url->fragment.reset();
  return url->text();
}

nlohmann::json claims(const HttpRequest& request, const DpopProof& proof, const Entropy& entropy, TimePoint now) {
  nlohmann::json claims{{"jti", random_text(entropy).reveal()},
                        {"htm", request.method},
                        {"htu", htu(request.url)},
                        {"iat", now.time_since_epoch().count()}};
  if (!proof.access_token.empty()) claims["ath"] = base64url_encode(sha256(proof.access_token.reveal()));
  if (!proof.nonce.empty()) claims["nonce"] = proof.nonce;
  return claims;
}

/// RFC 9449 §8.1: NQCHAR
bool is_nonce(std::string_view text) {
  return !text.empty() && text.size() <= longest_nonce && is_visible_ascii(text) &&
         text.find_first_of("\"\\") == std::string_view::npos;
}

/// RFC 9449 §9: `DPoP error="use_dpop_nonce"`, possibly after a challenge of another scheme.
bool is_nonce_challenge(std::string_view value) {
  const std::string lower = to_lower(value);
  const auto scheme = lower.find("dpop ");
  return scheme != std::string::npos && lower.find(dpop_error, scheme) != std::string::npos;
}

}  // namespace

Secret new_dpop_key(const ServerMetadata& server) {
  const char* alg = chosen_algorithm(server);
  nlohmann::json jwk = private_jwk(generate_key(find_algorithm(alg)->key));
  jwk["alg"] = alg;
  return Secret(to_text(jwk));
}

std::string dpop_jkt(const Secret& key) {
  return thumbprint(read_key(key));
}

HttpRequest with_dpop_proof(HttpRequest request, const DpopProof& proof, const Entropy& entropy, TimePoint now) {
  const JsonObject jwk = read_key(proof.key);
  const PrivateKey key = read_private_jwk(jwk);
  const nlohmann::json header{{"typ", "dpop+jwt"}, {"jwk", public_jwk(key.public_key())}};
  const std::string payload = to_text(claims(request, proof, entropy, now));
  request.headers.set("DPoP", sign_jws(header, payload, jwk.required_string("alg"), key));
  // RFC 9449 §11.1: sending the same jti twice looks like a replay, and a redirect changes htu.
  request.may_repeat = false;
  request.same_origin_redirects = 0;
  return request;
}

std::string dpop_nonce(const HttpResponse& response) {
  const std::string nonce = response.headers.get("dpop-nonce");
  return response.headers.count("dpop-nonce") == 1 && is_nonce(nonce) ? nonce : "";
}

bool wants_dpop_nonce(const HttpResponse& response) {
  if (response.status == 401) {
    for (const auto& [name, value] : response.headers) {
      if (name == "www-authenticate" && is_nonce_challenge(value)) return true;
    }
  }
  return is_refusal(response) && oauth_error(response).error == dpop_error;
}

}  // namespace oauthctl

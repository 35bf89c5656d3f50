#include "devserver/clients/dpop_proofs.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/url.h"
#include "devserver/refusal.h"
#include "jose/jws.h"
#include "jose/keys/thumbprint.h"
#include "jose/random.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {
namespace {

using namespace std::chrono_literals;

/// How far the two clocks may be apart.
constexpr std::chrono::seconds leeway = 60s;
/// Longer than a proof is valid.
constexpr std::chrono::seconds remembered = 180s;
constexpr std::chrono::seconds nonce_period = 300s;

constexpr const char* proof_name = "the DPoP proof";

Refusal invalid_proof(const std::string& why) {
  return {400, "invalid_dpop_proof", std::string(proof_name) + ' ' + why};
}

/// RFC 9449 §4.3 items 3 to 7: the proof is signed by the key in it, and that key is public.
void check_signature(const UnverifiedJws& jws) {
  if (jws.header.string("typ") != "dpop+jwt") throw invalid_proof("must have the typ dpop+jwt");
  const JsonObject jwk = jws.header.object("jwk");
  if (jwk.names().empty()) throw invalid_proof("shows no key");
  if (jwk.has("d") || jwk.has("k")) throw invalid_proof("shows a private key");
  require_allowed(jws, dpop_signing_algorithms());
  const nlohmann::json keys{{"keys", {jwk.value()}}};
  if (!is_signed_by(JwkSet::parse(to_text(keys), proof_name), jws))
    throw invalid_proof("is not signed by the key that it shows");
}

/// Item 9: query and fragment do not count, and neither does the spelling.
std::string bare(const std::string& text) {
  auto url = Url::parse(text);
  if (!url) return {};
  return url->origin() + url->path;
}

TimePoint issued_at(const JsonObject& claims) {
  const auto iat = claims.integer("iat");
  if (!iat) throw invalid_proof("has no iat");
  return TimePoint(std::chrono::seconds(*iat));
}

void check_claims(const JsonObject& claims, const ProvenRequest& request, TimePoint now) {
  if (claims.string("jti").empty()) throw invalid_proof("has no jti");
  if (claims.string("htm") != request.method) throw invalid_proof("is for another method");
  if (bare(claims.string("htu")) != bare(request.url)) throw invalid_proof("is for another URL");
  const TimePoint iat = issued_at(claims);
  if (iat < now - leeway) throw invalid_proof("is too old");
  if (iat > now + leeway) throw invalid_proof("is from the future");
  if (request.access_token.empty()) return;
  if (claims.string("ath") != base64url_encode(sha256(request.access_token.reveal())))
    throw invalid_proof("is for another access token");
}

}  // namespace

const std::vector<std::string>& dpop_signing_algorithms() {
  static const std::vector<std::string> algorithms{"ES256", "ES384", "ES512", "EdDSA", "PS256", "RS256"};
  return algorithms;
}

DpopProofs::DpopProofs(Clock now, bool wants_nonces)
    : now_(std::move(now)), wants_nonces_(wants_nonces), secret_(random_bytes(32)) {}

std::string DpopProofs::check(const ProvenRequest& request, Verifier verifier) {
  if (request.proofs.size() != 1) throw invalid_proof("must be the only one");
  try {
    const UnverifiedJws jws = parse_jws(request.proofs.front(), proof_name);
    check_signature(jws);
    const JsonObject claims = JsonObject::parse(jws.payload, proof_name, ErrorKind::protocol);
    check_claims(claims, request, now_());
    if (wants_nonces_) require_nonce(claims.string("nonce"), verifier);
    std::string jkt = thumbprint(jws.header.object("jwk"));
    require_new(jkt, claims.string("jti"));
    return jkt;
  } catch (const Error& error) {
    throw Refusal(400, "invalid_dpop_proof", error.message());
  }
}

std::string DpopProofs::nonce(Verifier verifier) const {
  return wants_nonces_ ? nonce_of(verifier, now_().time_since_epoch() / nonce_period) : "";
}

std::string DpopProofs::nonce_of(Verifier verifier, std::int64_t period) const {
  const char* name = verifier == Verifier::resource_server ? "resource" : "token";
  return base64url_encode(sha256(secret_ + name + std::to_string(period))).substr(0, 22);
}

void DpopProofs::require_nonce(const std::string& nonce, Verifier verifier) const {
  const std::int64_t period = now_().time_since_epoch() / nonce_period;
  if (nonce == nonce_of(verifier, period) || nonce == nonce_of(verifier, period - 1)) return;
  throw Refusal(400, "use_dpop_nonce", "the DPoP proof needs this server's nonce");
}

void DpopProofs::require_new(const std::string& jkt, const std::string& jti) {
  const std::lock_guard lock(mutex_);
  std::erase_if(seen_, [&](const auto& entry) { return entry.second + remembered < now_(); });
  if (!seen_.emplace(jkt + ' ' + base64url_encode(sha256(jti)), now_()).second) throw invalid_proof("was used before");
}

}  // namespace oauthctl::devserver

#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/time.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// The request that a DPoP proof must match (RFC 9449 §4.3).
struct ProvenRequest {
  std::vector<std::string> proofs;  ///< the DPoP fields of the request
  std::string method;
  std::string url;
  Secret access_token;  ///< empty: none is presented
};

/// As in `dpop_signing_alg_values_supported` (RFC 9449 §5.1).
const std::vector<std::string>& dpop_signing_algorithms();

/// Checks proofs of possession.
class DpopProofs {
 public:
  /// Each has its own nonces, which shows a client that mixes them up (RFC 9449 §9).
  enum class Verifier { authorization_server, resource_server };

  DpopProofs(Clock now, bool wants_nonces);

  /// The thumbprint of the key that signed the request's proof. Throws a Refusal with invalid_dpop_proof, or with
  /// use_dpop_nonce if only the nonce is missing or old.
  std::string check(const ProvenRequest& request, Verifier verifier);

  /// For the next proof; empty: this server wants none. It stays valid for at least five minutes.
  std::string nonce(Verifier verifier) const;

 private:
  std::string nonce_of(Verifier verifier, std::int64_t period) const;
  void require_nonce(const std::string& nonce, Verifier verifier) const;
  void require_new(const std::string& jkt, const std::string& jti);

  Clock now_;
  bool wants_nonces_;
  std::string secret_;
  std::mutex mutex_;
  std::map<std::string, TimePoint> seen_;  ///< by key and jti
};

}  // namespace oauthctl::devserver

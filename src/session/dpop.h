#pragma once

#include <functional>
#include <map>
#include <string>

#include "oauthctl/dpop.h"

namespace oauthctl {

struct Services;

/// The nonce that each server gave last (RFC 9449 §8.2). What is authorization server and resource server at once has
/// one for each part (§9).
class DpopNonces {
 public:
  enum class Giver { authorization_server, resource_server };

  std::string find(Giver giver, const std::string& url) const;
  /// An empty nonce changes nothing.
  void remember(Giver giver, const std::string& url, const std::string& nonce);

 private:
  std::map<std::pair<Giver, std::string>, std::string> nonces_;  ///< by the origin of the URL
};

/// Sends what `make` makes with a proof in it (RFC 9449 §4), and once more where the server first wants its nonce in
/// the proof: such an answer says that nothing was done, so also a code may be presented again (§8). `make` is called
/// for each of the two, for a client assertion is good but once. Without a key it is sent as it is.
HttpResponse send_with_proof(const std::function<HttpRequest()>& make, DpopProof proof, const Services& services);

}  // namespace oauthctl

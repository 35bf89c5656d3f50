#include "oauth/signature.h"

#include "oauthctl/error.h"

namespace oauthctl {

void check_server_signature(const UnverifiedJws& jws, const Client& client, const std::optional<JwkSet>& keys,
                            const std::string& alg) {
  require_allowed(jws, {alg});
  if (!is_mac(alg)) {
    if (keys) verify(jws, *keys, {alg});
    return;
  }
  if (client.client_secret.empty())
    throw Error(ErrorKind::usage,
                jws.source + " is signed with " + alg + " and needs a client_secret to be checked with");
  verify(jws, client.client_secret, {alg});
}

}  // namespace oauthctl

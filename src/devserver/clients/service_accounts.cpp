#include "devserver/clients/service_accounts.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "devserver/private_file.h"
#include "devserver/refusal.h"
#include "jose/keys/jwk.h"
#include "jose/keys/pem.h"
#include "jose/keys/thumbprint.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {

void ServiceAccounts::write_file(const std::string& file, const std::string& issuer) {
  const PrivateKey key = generate_key(KeyType::rsa);
  nlohmann::json jwk = public_jwk(key.public_key());
  const std::string kid = thumbprint(JsonObject(jwk, "the service account's key", ErrorKind::internal));
  const nlohmann::ordered_json account{{"type", "service_account"},
                                       {"project_id", "development"},
                                       {"private_key_id", kid},
                                       {"private_key", write_private_pem(key).reveal()},
                                       {"client_email", client_email},
                                       {"client_id", "100000000000000000000"},
                                       {"auth_uri", issuer + "/authorize"},
                                       {"token_uri", issuer + "/token"}};
  write_private_file(file, "--service-account-file", Secret(account.dump(2) + '\n'));
  jwk["kid"] = kid;
  keys_ = JwkSet::parse(nlohmann::json{{"keys", {jwk}}}.dump(), "the service account's keys");
}

std::string ServiceAccounts::signer_of(const UnverifiedJws& assertion, const std::string& iss) const {
  if (!keys_ || iss != client_email) throw invalid_grant("iss is not a service account of this server");
  try {
    verify(assertion, *keys_, {"RS256"});
  } catch (const Error&) {
    throw invalid_grant("the assertion is not signed by the service account");
  }
  return iss;
}

}  // namespace oauthctl::devserver

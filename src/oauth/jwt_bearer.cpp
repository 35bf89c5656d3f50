#include "oauth/jwt_bearer.h"

#include "base/json.h"
#include "jose/jws.h"
#include "jose/pem.h"
#include "oauth/client_assertion.h"
#include "oauth/form_post.h"
#include "oauth/pkce.h"
#include "oauth/signer.h"

namespace oauthctl {
namespace {

/// As long as Google lets one be: where its clock and ours differ, there is room on one side at least.
constexpr std::chrono::hours service_account_lifetime{1};
/// It is presented at once.
constexpr std::chrono::minutes client_lifetime{1};

}  // namespace

Secret service_account_assertion(const ServiceAccount& account, const ServerMetadata& server,
                                 const std::string& subject, const std::string& scope, TimePoint now) {
  nlohmann::json claims{{"iss", account.client_email},
                        {"aud", required_endpoint(server, &ServerMetadata::token_endpoint, "token_endpoint")},
                        {"iat", now.time_since_epoch().count()},
                        {"exp", (now + service_account_lifetime).time_since_epoch().count()}};
  if (!scope.empty()) claims["scope"] = scope;
  if (!subject.empty()) claims["sub"] = subject;
  nlohmann::json header{{"typ", "JWT"}};
  if (!account.private_key_id.empty()) header["kid"] = account.private_key_id;
  const PrivateKey key = read_private_pem(account.private_key, "the service account's \"private_key\"");
  return Secret(sign_jws(std::move(header), to_text(claims), "RS256", key));
}

Secret client_grant_assertion(const Client& client, const ServerMetadata& server, const std::string& subject,
                              TimePoint now, const Entropy& entropy) {
  const nlohmann::json claims{{"iss", client.client_id},
                              {"sub", subject.empty() ? client.client_id : subject},
                              {"aud", assertion_audience(server)},
                              {"jti", random_text(entropy).reveal()},
                              {"iat", now.time_since_epoch().count()},
                              {"exp", (now + client_lifetime).time_since_epoch().count()}};
  return Secret(signer_of(client, client.token_endpoint_auth_signing_alg, {}).sign(claims, "JWT"));
}

}  // namespace oauthctl

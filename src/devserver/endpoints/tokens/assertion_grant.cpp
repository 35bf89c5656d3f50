#include <algorithm>

#include "base/text.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/tokens/direct_grants.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr std::chrono::seconds leeway{60};
constexpr std::chrono::seconds longest_life = std::chrono::hours{1};

TimePoint time_claim(const JsonObject& claims, const char* name) {
  const auto since_epoch = claims.integer(name);
  if (!since_epoch) throw invalid_grant(std::string(name) + " is missing from the assertion");
  return TimePoint(std::chrono::seconds(*since_epoch));
}

/// RFC 7523 §3 items 3 to 6.
void check(const JsonObject& claims, const std::string& issuer, TimePoint now) {
  const std::string aud = claims.string("aud");
  if (aud != issuer && aud != issuer + "/token") throw invalid_grant("aud is not this server");
  const TimePoint exp = time_claim(claims, "exp");
  const TimePoint iat = time_claim(claims, "iat");
  if (exp + leeway <= now) throw invalid_grant("the assertion has expired");
  if (iat > now + leeway) throw invalid_grant("the assertion is from the future");
  if (exp - iat > longest_life) throw invalid_grant("the assertion is valid for more than an hour");
}

/// The user that the account acts for; empty: nobody.
std::string delegator(Accounts& accounts, const std::string& sub, const std::string& signer) {
  if (sub.empty() || sub == signer) return {};
  for (const Account& account : accounts.all()) {
    if (account.username == sub || account.email == sub) return account.username;
  }
  throw invalid_grant("sub is not a user of this server");
}

IssuedTokens issue(AuthorizationServer& server, const std::optional<RegisteredClient>& client, const Params& form) {
  const UnverifiedJws assertion = parse_jws(required(form, "assertion"), "the assertion");
  const JsonObject claims = JsonObject::parse(assertion.payload, "the assertion", ErrorKind::protocol);
  const std::string signer = server.service_accounts.signer_of(assertion, claims.string("iss"));
  check(claims, server.issuer, server.now());
  const std::string username = delegator(server.accounts, claims.string("sub"), signer);
  // Google's clients put the scope into the assertion.
  std::string scope = join(words(claims.has("scope") ? claims.string("scope") : form.get("scope")));
  if (scope.empty()) scope = "api.read";
  if (username.empty() ? !is_within(scope, client_scopes) : !is_supported(scope))
    throw invalid_scope(std::string("a service account can have ") + client_scopes);
  return server.grants.issue_to_client(client ? client->client_id : signer, scope, username);
}

}  // namespace

IssuedTokens issue_for_assertion(AuthorizationServer& server, const std::optional<RegisteredClient>& client,
                                 const Params& form) {
  try {
    return issue(server, client, form);
  } catch (const Error& error) {
    throw invalid_grant(error.message());
  }
}

}  // namespace oauthctl::devserver

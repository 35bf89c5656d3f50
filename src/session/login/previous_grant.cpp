#include "session/login/previous_grant.h"

#include "oauth/google.h"
#include "oauth/identity/userinfo.h"
#include "session/login/keep_login.h"
#include "session/logout.h"
#include "session/party.h"
#include "session/validate.h"

namespace oauthctl {
namespace {

/// Keycloak keeps one grant for a client in a browser's session. Revoking it would end the new grant too.
bool in_one_session(const Record& old, const Record& fresh) {
  const std::string session = session_of_id_token(fresh.tokens.id_token);
  return !session.empty() && session == session_of_id_token(old.tokens.id_token);
}

/// oidc-provider and others keep one grant for a person and a client, and nothing in the tokens shows it. It ends with
/// any of its tokens, an access token too.
bool is_of_same_person(const Record& old, const Record& fresh) {
  const bool is_same_client = old.client_id.empty() || old.client_id == fresh.client_id;
  return is_same_client && old.server.issuer == fresh.server.issuer && !fresh.account.sub.empty() &&
         old.account.sub == fresh.account.sub;
}

/// Google ends every grant that the user gave this client when one of them is revoked.
bool shares_its_fate(const Record& old, const Record& fresh) {
  return is_google(fresh.server) || old.tokens.refresh_token == fresh.tokens.refresh_token ||
         in_one_session(old, fresh) || is_of_same_person(old, fresh);
}

/// Why the old grant's server cannot be reached as its client; empty if it can. The file may name another server by
/// now. Then neither the old tokens nor the new secret may go there.
std::string why_out_of_reach(const Record& old, const Services& services) {
  try {
    party_of(old, services);
    return {};
  } catch (const Error& error) {
    return error.message();
  }
}

/// The server's verdict on the new access token; nothing if it cannot be asked.
std::optional<bool> is_active(const Record& fresh, const Services& services) {
  try {
    return validate(fresh, services).active;
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// The next command must not print a token that is known to be revoked.
void forget(const Record& dead, const Services& services) {
  const auto turn = services.store.take_turn(dead.profile, renewal_patience);
  if (turn->record() && turn->record()->serial == dead.serial) turn->sign_out(services.clock());
}

}  // namespace

std::string end_old_grant(const std::optional<Record>& old, const Record& fresh, const Services& services) {
  if (!old || old->tokens.refresh_token.empty()) return {};
  if (shares_its_fate(*old, fresh)) {
    services.notices.step("keeping the previous grant: revoking it could end the new one too");
    return {};
  }
  if (std::string why = why_out_of_reach(*old, services); !why.empty()) return why;
  // Some servers keep one grant for a client in a session without showing it. Revoking the old token then revokes the
  // new one.
  const bool was_active = is_active(fresh, services) == true;
  services.notices.step("revoking the previous grant");
  const LogoutOutcome ended = revoke(*old, services);
  if (ended.access_token == Revocation::not_offered) return {};
  if (was_active && is_active(fresh, services) == false) {
    forget(fresh, services);
    throw Error(ErrorKind::refused,
                "the server ended the new sign-in of profile " + fresh.profile + " with the previous one",
                Hint::run("oauthctl login -p " + fresh.profile, "sign in again"));
  }
  return ended.trouble;
}

}  // namespace oauthctl

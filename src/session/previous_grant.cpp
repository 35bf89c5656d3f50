#include "session/previous_grant.h"

#include "oauth/google.h"
#include "oauth/identity/userinfo.h"
#include "session/logout.h"
#include "session/validate.h"

namespace oauthctl {
namespace {

/// Keycloak keeps one grant for a client in a browser's session: to revoke it would end the new login, too.
bool in_one_session(const Record& old, const Record& fresh) {
  const std::string session = session_of_id_token(fresh.tokens.id_token);
  return !session.empty() && session == session_of_id_token(old.tokens.id_token);
}

/// Google ends every grant that the user gave this client when one of them is revoked.
bool shares_its_fate(const Record& old, const Record& fresh) {
  return is_google(fresh.server) || old.tokens.refresh_token == fresh.tokens.refresh_token ||
         in_one_session(old, fresh);
}

/// What the server says of the new access token; nothing where it cannot be asked.
std::optional<bool> is_active(const Record& fresh, const Services& services) {
  try {
    return validate(fresh, services).active;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::string end_old_grant(const std::optional<Record>& old, const Record& fresh, const Services& services) {
  if (!old || old->tokens.refresh_token.empty()) return {};
  if (shares_its_fate(*old, fresh)) {
    services.notices.step("the grant of the login before is left alone: to revoke it would end the new one");
    return {};
  }
  // Some servers keep one grant for a client in a session without any sign of it: then what was active is so no more.
  const bool was_active = is_active(fresh, services) == true;
  services.notices.step("revoking the grant of the login before");
  const LogoutOutcome ended = revoke(*old, services);
  if (ended.refresh_token == Revocation::not_offered) return {};
  if (was_active && is_active(fresh, services) == false) {
    throw Error(ErrorKind::refused, "the server ended the new login of profile " + fresh.profile + " with the old one",
                "oauthctl logout -p " + fresh.profile + " and then oauthctl login");
  }
  return ended.trouble;
}

}  // namespace oauthctl

#include "cli/local.h"
#include "cli/online.h"
#include "session/end_session.h"
#include "session/logout.h"
#include "session/token.h"

namespace oauthctl::cli {
namespace {

std::string what_became_of_it(const LogoutOutcome& outcome) {
  std::string done;
  if (outcome.refresh_token == Revocation::done) done = "refresh token";
  if (outcome.access_token == Revocation::done) done += done.empty() ? "access token" : " and access token";
  return done.empty() ? "nothing was revoked" : done + " revoked";
}

/// The profile is logged out by now, so what goes wrong here is a warning.
void end_session_of(const Record& record, const Online& online) {
  try {
    const SessionEnd end = end_session(record, online.services, online.browser, online.bind_logout_listener);
    online.terminal.info(end == SessionEnd::confirmed ? "the session at the server has ended"
                                                      : "the browser was sent to the server to end the session there");
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    online.terminal.warning("the session at the server goes on: " + error.message());
  }
}

void logout_one(const std::string& profile, bool session, const Online& online) {
  const auto record = session ? std::optional(load_record(profile, online.services.store)) : std::nullopt;
  const LogoutOutcome outcome = logout(profile, online.services);
  online.terminal.info("logged out of profile " + profile + ": " + what_became_of_it(outcome) + ", record deleted");
  if (!outcome.trouble.empty()) online.terminal.warning("the server may still accept its tokens: " + outcome.trouble);
  if (record) end_session_of(*record, online);
}

}  // namespace

int run(const LogoutCommand& command, const Online& online) {
  if (command.local) {
    return forget({online.global, command}, command, online.services.store, online.terminal);
  }
  if (!command.all) {
    logout_one(online.global.profile, command.session, online);
    return 0;
  }
  int code = 0;
  const auto profiles = online.services.store.profiles();
  if (profiles.empty()) online.terminal.info("nobody is signed in");
  for (const std::string& profile : profiles) {
    try {
      logout_one(profile, command.session, online);
    } catch (const Error& error) {
      // One broken profile must not keep the others signed in.
      if (error.kind() == ErrorKind::interrupted) throw;
      code = online.terminal.report(error);
    }
  }
  return code;
}

}  // namespace oauthctl::cli

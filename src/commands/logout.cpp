#include "session/logout.h"

#include "commands/command_context.h"
#include "commands/offline.h"
#include "session/end_session.h"
#include "session/token.h"

namespace oauthctl::cli {
namespace {

std::string what_became_of_it(const LogoutOutcome& outcome) {
  std::string done;
  if (outcome.refresh_token == Revocation::done) done = "refresh token";
  if (outcome.access_token == Revocation::done) done += done.empty() ? "access token" : " and access token";
  return done.empty() ? "nothing was revoked" : done + " revoked";
}

/// The profile is signed out already, so a failure here is only a warning.
void end_session_of(const Record& record, const CommandContext& context) {
  try {
    const SessionEnd end = end_session(record, context.services, context.browser, context.bind_logout_listener);
    context.terminal.info(end == SessionEnd::confirmed ? "the session at the server has ended"
                                                       : "the browser was sent to the server to end the session there");
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    context.terminal.warning("the session at the server goes on: " + error.message());
  }
}

void logout_one(const std::string& profile, bool session, const CommandContext& context) {
  const auto record = session ? std::optional(load_record(profile, context.services.store)) : std::nullopt;
  const LogoutOutcome outcome = logout(profile, context.services);
  context.terminal.info("logged out of profile " + profile + ": " + what_became_of_it(outcome) + ", record deleted");
  if (!outcome.trouble.empty()) context.terminal.warning("the server may still accept its tokens: " + outcome.trouble);
  if (record) end_session_of(*record, context);
}

}  // namespace

int run(const LogoutOptions& options, const CommandContext& context) {
  if (options.local) {
    return forget(context.global, options, context.services.store, context.terminal);
  }
  if (!options.all) {
    logout_one(context.global.profile, options.session, context);
    return 0;
  }
  int code = 0;
  const auto profiles = context.services.store.profiles();
  if (profiles.empty()) context.terminal.info("nobody is signed in");
  for (const std::string& profile : profiles) {
    try {
      logout_one(profile, options.session, context);
    } catch (const Error& error) {
      // One broken profile must not keep the others signed in.
      if (error.kind() == ErrorKind::interrupted) throw;
      code = context.terminal.report(error);
    }
  }
  return code;
}

}  // namespace oauthctl::cli

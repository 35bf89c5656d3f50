#include "cli/online.h"
#include "session/logout.h"

namespace oauthctl::cli {
namespace {

std::string what_became_of_it(const LogoutOutcome& outcome) {
  std::string done;
  if (outcome.refresh_token == Revocation::done) done = "refresh token";
  if (outcome.access_token == Revocation::done) done += done.empty() ? "access token" : " and access token";
  return done.empty() ? "nothing was revoked" : done + " revoked";
}

void logout_one(const std::string& profile, const Online& online) {
  const LogoutOutcome outcome = logout(profile, online.services);
  online.terminal.info("logged out of profile " + profile + ": " + what_became_of_it(outcome) + ", record deleted");
  if (!outcome.trouble.empty()) online.terminal.warning("the server may still accept its tokens: " + outcome.trouble);
}

}  // namespace

int run(const LogoutCommand& command, const Online& online) {
  if (!command.all) {
    logout_one(online.global.profile, online);
    return 0;
  }
  int code = 0;
  const auto profiles = online.services.store.profiles();
  if (profiles.empty()) online.terminal.info("nobody is signed in");
  for (const std::string& profile : profiles) {
    try {
      logout_one(profile, online);
    } catch (const Error& error) {
      // One broken profile must not keep the others signed in.
      if (error.kind() == ErrorKind::interrupted) throw;
      code = online.terminal.report(error);
    }
  }
  return code;
}

}  // namespace oauthctl::cli

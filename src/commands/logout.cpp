#include "session/logout.h"

#include <functional>

#include "base/text.h"
#include "commands/command_context.h"
#include "commands/token/offline.h"
#include "session/end_session.h"
#include "session/token.h"

namespace oauthctl::cli {
namespace {

std::string what_became_of_it(const LogoutOutcome& outcome) {
  std::string done;
  if (outcome.refresh_token == Revocation::done) done = "refresh token";
  if (outcome.access_token == Revocation::done) done += done.empty() ? "access token" : " and access token";
  if (outcome.targeted_tokens > 0)
    done += " and " + std::to_string(outcome.targeted_tokens) + " other access token" +
            (outcome.targeted_tokens > 1 ? "s" : "");
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

void logout_one(const std::string& profile, const LogoutOptions& options, const CommandContext& context) {
  const auto record = options.session ? std::optional(load_record(profile, context.services.store)) : std::nullopt;
  const LogoutOutcome outcome = logout(profile, options.forget ? Settings::forget : Settings::keep, context.services);
  options.forget ? context.stores.forget(profile) : context.stores.forget_claims(profile);
  context.terminal.info("signed out of profile " + profile + ": " + what_became_of_it(outcome) +
                        (options.forget ? ", profile deleted" : ", tokens deleted"));
  if (!outcome.trouble.empty()) context.terminal.warning("the server may still accept its tokens: " + outcome.trouble);
  if (!outcome.settings_kept && !options.forget)
    context.terminal.warning("the settings of profile " + profile + " could not be kept");
  if (record) end_session_of(*record, context);
}

/// Deletes even a record that cannot be read, unless machines share it.
void forget_locally(const std::string& profile, const CommandContext& context) {
  if (!context.services.store.take_turn(profile, renewal_patience)->erase())
    throw not_signed_in(profile, context.services.store);
  context.stores.forget(profile);
  context.terminal.info("deleted profile " + profile + "; its tokens were not revoked");
}

/// Somebody who signs out needs no sign-in. The name may be mistyped.
int end_one(const std::string& profile, const std::function<void(const std::string&)>& end, const TokenStore& store) {
  try {
    end(profile);
    return 0;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::login_required) throw;
    const auto names = store.profiles();
    throw Error(error.kind(), error.message(), names.empty() ? "" : "profiles: " + join(names, ", "));
  }
}

/// A profile that has never signed in may have begun to. False: none has.
bool end_pending(const LogoutOptions& options, const CommandContext& context) {
  bool ended = false;
  PendingFiles pending = context.stores.pending();
  for (const std::string& profile :
       options.all ? pending.profiles() : std::vector<std::string>{context.global.profile}) {
    if (!pending.take(profile)) continue;
    context.terminal.info("ended the pending sign-in of profile " + profile);
    ended = true;
  }
  return ended;
}

int sign_out_all(const LogoutOptions& options, const std::function<void(const std::string& profile)>& end,
                 const CommandContext& context) {
  int code = 0;
  const TokenStore& store = context.services.store;
  const auto profiles = options.forget ? store.profiles() : profiles_to_sign_out(store);
  if (profiles.empty()) context.terminal.info("nobody is signed in");
  for (const std::string& profile : profiles) {
    try {
      end(profile);
    } catch (const Error& error) {
      // One broken profile must not keep the others signed in.
      if (error.kind() == ErrorKind::interrupted) throw;
      code = context.terminal.report(error);
    }
  }
  return code;
}

int sign_out_each(const LogoutOptions& options, const CommandContext& context) {
  if (options.local && !options.forget)
    return sign_out(context.global, options, context.services.store, context.services.clock(), context.terminal);
  const auto end = [&](const std::string& profile) {
    options.local ? forget_locally(profile, context) : logout_one(profile, options, context);
  };
  if (options.all) return sign_out_all(options, end, context);
  return end_one(context.global.profile, end, context.services.store);
}

}  // namespace

int run(const LogoutOptions& options, const CommandContext& context) {
  const bool had_pending = end_pending(options, context);
  try {
    return sign_out_each(options, context);
  } catch (const Error& error) {
    if (!had_pending || error.kind() != ErrorKind::login_required) throw;
    return 0;
  }
}

}  // namespace oauthctl::cli

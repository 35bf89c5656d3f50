#include "base/duration.h"
#include "base/text.h"
#include "commands/doctor/judge.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

/// A person is told of a refresh token that expires sooner.
constexpr auto soon = std::chrono::hours(24 * 7);

std::string lifetime(const Record& record, TimePoint now) {
  const auto& end = record.tokens.expires_at;
  const std::string until = end ? "token expires in " + describe(*end - now) : "token does not say when it expires";
  return until + (is_renewable(record, now) ? ", renews itself" : ", cannot renew itself");
}

/// A record of this machine alone can be deleted. Of a shared one, only the cause on this machine can be mended.
std::string mend_unreadable(const ProfileFacts& facts) {
  return facts.is_shared ? facts.trouble->hint().words() : for_profile("logout --local", facts.name);
}

Finding judge_profile(const ProfileFacts& facts, TimePoint now) {
  const std::string name = "profile " + facts.name;
  if (facts.trouble) return bad(name, facts.trouble->message(), mend_unreadable(facts), facts.trouble->kind());
  if (!facts.record || is_signed_out(*facts.record))
    return bad(name, "not signed in", for_profile("login", facts.name), ErrorKind::login_required);
  const Record& record = *facts.record;
  if (facts.is_other_party)
    return bad(name, record.client_file + " names another server or client than this sign-in",
               for_profile("login --replace", facts.name), ErrorKind::usage);
  const bool renews = is_renewable(record, now);
  if (!record.tokens.usable(now, 0s))
    return renews ? notice(name, "the token has expired", for_profile("token", facts.name) + " >/dev/null")
                  : bad(name, "the token has expired and cannot be renewed", for_profile("login", facts.name),
                        ErrorKind::login_required);
  const auto& end = record.tokens.refresh_token_expires_at;
  const std::string account = record.account.label();
  const std::string who = account.empty() ? "signed in" : "signed in as " + account;
  if (end && renews && *end < now + soon && !needs_no_person(record))
    return notice(name, who + "; you must sign in again in " + describe(*end - now), for_profile("login", facts.name));
  return good(name, who + "; " + lifetime(record, now));
}

Findings judge_timer(const ProfileFacts& facts) {
  const std::string name = "timer " + facts.name;
  const std::string unit = "oauthctl-renew@" + facts.name;
  if (facts.timer_service == "failed")
    return {notice(name, unit + ".service has failed", "systemctl --user start " + unit + ".service")};
  if (facts.timer == "active") return {good(name, unit + ".timer is active")};
  if (facts.timer == "failed")
    return {notice(name, unit + ".timer has failed", "systemctl --user restart " + unit + ".timer")};
  return {};
}

Finding judge_pending(const PendingFacts& facts, TimePoint now) {
  const std::string name = "pending " + facts.profile;
  if (facts.expires_at && *facts.expires_at > now)
    return notice(name, "a sign-in waits to be completed, for " + describe(*facts.expires_at - now),
                  for_profile("login --complete", facts.profile));
  Finding check = notice(
      name, facts.expires_at ? "a sign-in expired before it was completed" : "a sign-in that was begun cannot be read",
      "oauthctl doctor --fix");
  check.repair = Repair::remove_pending;
  check.path = facts.profile;
  return check;
}

}  // namespace

Findings judge_profiles(const Facts& facts) {
  Findings out;
  for (const PendingFacts& pending : facts.pending) out.push_back(judge_pending(pending, facts.now));
  if (facts.profiles.empty())
    out.push_back(bad("profiles", "nobody is signed in", "oauthctl login", ErrorKind::login_required));
  for (const ProfileFacts& profile : facts.profiles) {
    out.push_back(judge_profile(profile, facts.now));
    for (Finding& check : judge_timer(profile)) out.push_back(std::move(check));
  }
  return out;
}

}  // namespace oauthctl::cli

#include <unistd.h>

#include <array>
#include <cstdint>
#include <random>

#include "load/account.h"
#include "load/scenarios.h"
#include "load/traced_run.h"
#include "oauthctl/error.h"

namespace oauthctl::load {
namespace {

constexpr std::array<const char*, stages> names = {"before the request was sent", "between the request and its answer",
                                                   "between the answer and its being written",
                                                   "between its being written and being named", "after that"};

struct Tally {
  std::array<std::uint64_t, stages> kills{};
  std::array<std::uint64_t, stages> lost{};
  std::uint64_t unparsable = 0;
  std::uint64_t unexplained = 0;  ///< lost though the server had not rotated, or though the answer was written
};

bool parses(const Account& account) {
  try {
    account.record();
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// Whether the server has received the killed renewal's request, which may still be under way when its sender is gone.
bool is_asked(const Account& account, std::uint64_t before) {
  for (int tries = 0; tries < 500; ++tries) {
    if (account.renewals() > before) return true;
    usleep(10'000);
  }
  return false;
}

/// Kills one renewal at that stop, and checks the profile. False if the renewal ended before the stop.
bool kill_once(Account& account, std::uint64_t stop, Tally& tally) {
  const std::uint64_t before = account.renewals();
  const TracedRun run = run_until(account.oauthctl({"token", "--refresh"}), stop);
  if (!run.killed) return false;
  const auto stage = static_cast<std::size_t>(run.stage);
  ++tally.kills[stage];
  if (!parses(account)) ++tally.unparsable;
  const bool rotated = run.stage >= Stage::request_sent && is_asked(account, before);
  if (account.run({"token", "--refresh"}) == 0) return true;
  ++tally.lost[stage];
  if (!rotated || run.stage >= Stage::answer_written) ++tally.unexplained;
  account.sign_in();
  return true;
}

void report(const Tally& tally, std::uint64_t seed) {
  std::uint64_t kills = 0;
  std::uint64_t lost = 0;
  for (std::size_t stage = 0; stage < stages; ++stage) {
    kills += tally.kills[stage];
    lost += tally.lost[stage];
    say("kills: %5lu %s, of which %lu lost the login", tally.kills[stage], names[stage], tally.lost[stage]);
  }
  say("kills: %lu in all (seed %lu): %lu records did not parse; %lu logins lost because the server had rotated and its "
      "answer was not on the disk; %lu for another reason",
      kills, seed, tally.unparsable, lost - tally.unexplained, tally.unexplained);
}

/// The number of stops of a stage in a renewal that is not killed.
std::uint64_t stops_of(const TracedRun& whole, std::size_t stage) {
  return (stage + 1 < stages ? whole.began[stage + 1] : whole.stops) - whole.began[stage];
}

}  // namespace

bool kills(const Options& options) {
  Account account;
  std::mt19937_64 random(options.seed);
  const std::size_t files = account.files();
  const TracedRun whole = run_until(account.oauthctl({"token", "--refresh"}), UINT64_MAX);
  for (std::size_t stage = 0; stage < stages; ++stage) {
    say("kills: a renewal has %4lu moments %s", stops_of(whole, stage), names[stage]);
  }
  Tally tally;
  for (std::uint64_t i = 0; i < options.kills; ++i) {
    const std::size_t stage = i % stages;
    while (!kill_once(account, whole.began[stage] + random() % stops_of(whole, stage), tally)) {
    }
  }
  report(tally, options.seed);
  const std::size_t files_after = account.files();
  say("kills: files in the home %zu before, %zu after", files, files_after);
  return tally.unparsable == 0 && tally.unexplained == 0 && files == files_after;
}

}  // namespace oauthctl::load

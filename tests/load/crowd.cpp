#include <fcntl.h>

#include <cstdint>
#include <fstream>
#include <set>

#include "base/file_descriptor.h"
#include "load/account.h"
#include "load/scenarios.h"

namespace oauthctl::load {
namespace {

struct Round {
  std::uint64_t failures = 0;
  std::uint64_t tokens = 0;
  std::set<std::string> distinct;
};

/// All write to one file, each its line at once.
Round ask_at_once(const Account& account, std::uint64_t processes, const std::string& answers) {
  const Program token = account.oauthctl({"token"});
  const FileDescriptor out(open(answers.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600));
  std::vector<pid_t> running;
  for (std::uint64_t i = 0; i < processes; ++i) running.push_back(token.start(out.get()));
  Round round;
  for (const pid_t pid : running) round.failures += wait_for(pid) == 0 ? 0U : 1U;
  std::ifstream lines(answers);
  for (std::string line; std::getline(lines, line); ++round.tokens) round.distinct.insert(line);
  return round;
}

bool all_accepted(const Account& account, const std::set<std::string>& tokens) {
  for (const std::string& token : tokens) {
    if (!account.server().accepts(token)) return false;
  }
  return true;
}

}  // namespace

bool crowd(const Options& options) {
  const testing::TemporaryDirectory folder;
  Account account;
  std::uint64_t valid = 0;
  std::uint64_t bad_rounds = 0;
  for (std::uint64_t round = 0; round < options.rounds; ++round) {
    account.expire_token();
    const std::uint64_t before = account.renewals();
    const Round seen = ask_at_once(account, options.processes, folder / "answers");
    const std::uint64_t renewals = account.renewals() - before;
    const bool accepted = all_accepted(account, seen.distinct);
    if (accepted) valid += seen.tokens;
    if (seen.failures != 0 || seen.distinct.size() != 1 || renewals != 1 || !accepted) {
      ++bad_rounds;
      say("round %lu: %lu failures, %lu tokens, %zu of them different, %lu renewals%s", round + 1, seen.failures,
          seen.tokens, seen.distinct.size(), renewals, accepted ? "" : ", not all accepted by the server");
    }
  }
  const bool lost = account.run({"token", "--refresh"}) != 0;
  say("crowd: %lu processes x %lu rounds: %lu valid tokens; rounds without exactly one renewal for all: %lu; login %s",
      options.processes, options.rounds, valid, bad_rounds, lost ? "lost" : "kept");
  return valid == options.processes * options.rounds && bad_rounds == 0 && !lost;
}

}  // namespace oauthctl::load

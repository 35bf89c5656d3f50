#include "commands/keep/keeper.h"

#include <algorithm>

#include "base/text.h"

namespace oauthctl::cli {
namespace {

std::string state_of(const std::vector<KeptProfile>& profiles) {
  std::vector<std::string> troubles;
  for (const KeptProfile& profile : profiles) {
    if (profile.trouble() != nullptr) troubles.push_back(profile.state());
  }
  if (!troubles.empty()) return join(troubles, " | ");
  return "tokens are fresh: " + std::to_string(profiles.size());
}

}  // namespace

Keeper::Keeper(const Surroundings& surroundings, std::optional<milliseconds> watchdog)
    : around_(surroundings), watchdog_(watchdog) {
  for (const KeptFile& file : around_.options.files) {
    const auto is_its = [&](const KeptProfile& profile) { return profile.name() == file.profile; };
    if (std::none_of(profiles_.begin(), profiles_.end(), is_its)) profiles_.emplace_back(file.profile, around_);
  }
}

void Keeper::run() {
  while (true) {
    for (KeptProfile& profile : profiles_) {
      profile.tend();
      if (watchdog_) around_.tell("WATCHDOG=1");
    }
    report();
    throw_if_all_need_a_person();
    around_.wait(rest());
  }
}

/// Says what is new to the service manager, and to a person if only a person helps.
void Keeper::report() {
  const bool is_ready = std::all_of(profiles_.begin(), profiles_.end(), [](const KeptProfile& profile) {
    return profile.has_token() || profile.needs_person();
  });
  if (const std::string state = state_of(profiles_); state != state_) {
    state_ = state;
    around_.tell("STATUS=" + state);
  }
  if (is_ready && !is_ready_) around_.tell("READY=1");
  is_ready_ = is_ready_ || is_ready;
}

void Keeper::throw_if_all_need_a_person() const {
  const auto needs_one = [](const KeptProfile& profile) { return profile.needs_person(); };
  if (std::all_of(profiles_.begin(), profiles_.end(), needs_one)) throw *profiles_.front().trouble();
}

milliseconds Keeper::rest() const {
  const Moment now = around_.now();
  milliseconds rest = watchdog_.value_or(milliseconds::max());
  for (const KeptProfile& profile : profiles_) rest = std::min(rest, profile.rest(now));
  return rest;
}

}  // namespace oauthctl::cli
